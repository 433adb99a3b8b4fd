import { drawPng, readPictureSize } from './picture.js';
import type { Body } from './compose.js';
import type { Upload } from './types.js';
import type { World } from './world.js';

/** Kinds of message besides text that a person can send. */
export const MEDIA = ['voice', 'sticker', 'photo', 'video', 'document', 'location', 'contact'] as const;
export type Media = (typeof MEDIA)[number];

const PHOTO = { width: 320, height: 240 } as const;

/** Whom nobody gives a file gets one of these. */
const SAMPLES: Readonly<Record<Exclude<Media, 'location' | 'contact'>, Omit<Upload, 'bytes'>>> = {
  voice: { fileName: 'voice.oga', mimeType: 'audio/ogg' },
  sticker: { fileName: 'sticker.webp', mimeType: 'image/webp' },
  photo: { fileName: 'photo.png', mimeType: 'image/png' },
  video: { fileName: 'video.mp4', mimeType: 'video/mp4' },
  document: { fileName: 'aadhaar.pdf', mimeType: 'application/pdf' },
};

/** What a person's message of this kind contains. @param file instead of the sample */
export function bodyOf(world: World, kind: Media, file: Partial<Upload> = {}): Body {
  if (kind === 'location') return { location: { latitude: 21.25, longitude: 81.63 } };
  if (kind === 'contact') return { contact: { phone_number: '+910000000000', first_name: 'कोई' } };
  const bytes = kind === 'photo' ? drawPng(PHOTO) : Buffer.from(`a ${kind} of nobody`);
  const stored = world.files.add({ bytes, ...SAMPLES[kind], ...file }, `${kind}s`);
  const known = { file_id: stored.id, file_unique_id: stored.uniqueId, file_size: stored.bytes.length };
  switch (kind) {
    case 'voice':
      return { voice: { ...known, duration: 3, mime_type: stored.mimeType } };
    case 'sticker':
      return {
        sticker: {
          ...known,
          type: 'regular',
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
          emoji: '🙏',
        },
      };
    case 'photo':
      return { photo: [{ ...known, ...(readPictureSize(stored.bytes) ?? PHOTO) }] };
    case 'video':
      return { video: { ...known, width: 640, height: 480, duration: 5, mime_type: stored.mimeType } };
    case 'document':
      return { document: { ...known, file_name: stored.fileName, mime_type: stored.mimeType } };
  }
}
