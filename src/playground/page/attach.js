// @ts-check
import { $ } from './dom.js';

/** What can be sent besides text: files of this computer, and samples that nobody need look for. */

/**
 * @typedef {'photo' | 'video' | 'document' | 'voice'} FileKind
 * @typedef {{ label: string, accept: string }} Choice
 */

/** @type {Readonly<Record<FileKind, Choice>>} */
const FILES = {
  photo: { label: '🖼 फोटो · photo', accept: 'image/png,image/jpeg,image/webp' },
  video: { label: '🎬 वीडियो · video', accept: 'video/*' },
  document: { label: '📄 फाइल · file', accept: '' },
  voice: { label: '🎵 आवाज की फाइल · voice file', accept: 'audio/*' },
};
const SAMPLES = {
  voice: '🎤 बनी-बनाई आवाज · sample voice',
  sticker: '🙏 स्टिकर · sticker',
  location: '📍 जगह · location',
  contact: '👤 संपर्क · contact',
};

/** @type {FileKind} what the file that is being chosen will be */
let kind = 'document';

/** @param {(kind: string) => void} onSample @returns {{ label: string, act: () => void }[]} for a menu */
export function attachItems(onSample) {
  return [
    ...Object.entries(FILES).map(([name, { label, accept }]) => ({
      label,
      act: () => {
        kind = /** @type {FileKind} */ (name);
        $('file').accept = accept;
        $('file').click();
      },
    })),
    ...Object.entries(SAMPLES).map(([name, label]) => ({ label, act: () => onSample(name) })),
  ];
}

/** @param {(file: File, kind: FileKind) => void} onFile a file was chosen, not sent yet */
export function listenToFiles(onFile) {
  $('file').addEventListener('change', () => {
    const [file] = $('file').files;
    // The same file can be chosen again.
    if (file !== undefined) onFile(file, kind);
    $('file').value = '';
  });
}
