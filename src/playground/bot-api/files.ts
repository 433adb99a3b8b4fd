import type { File } from '@grammyjs/types';
import { badRequest } from './errors.js';
import type { Upload } from './types.js';

/** A file that somebody sent. */
export interface StoredFile extends Upload {
  readonly id: string;
  readonly uniqueId: string;
  /** where it is downloaded, under /file/bot<token>/ */
  readonly path: string;
}

/** All of it is in memory: beyond this the oldest go. */
const MAX_BYTES = 268_435_456;
/** https://core.telegram.org/bots/api#getfile */
const MAX_DOWNLOAD_BYTES = 20_971_520;

/** The files of the playground, by id. */
export class Files {
  readonly #files = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  #bytes = 0;
  #next = 1;

  /** @param folder as in Telegram's paths: photos, documents, voice … */
  add(upload: Upload, folder: string): StoredFile {
    const number = this.#next++;
    const extension = /\.\w{1,8}$/.exec(upload.fileName)?.[0] ?? '';
    const file: StoredFile = {
      ...upload,
      id: `playground-${folder}-${number}`,
      uniqueId: `unique-${number}`,
      path: `${folder}/file_${number}${extension}`,
    };
    this.#files.set(file.id, file);
    this.#byPath.set(file.path, file);
    this.#bytes += file.bytes.length;
    for (const [id, { bytes, path }] of this.#files) {
      if (this.#bytes <= MAX_BYTES || id === file.id) break;
      this.#files.delete(id);
      this.#byPath.delete(path);
      this.#bytes -= bytes.length;
    }
    return file;
  }

  get(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }
  at(path: string): StoredFile | undefined {
    return this.#byPath.get(path);
  }

  /** https://core.telegram.org/bots/api#getfile */
  describe(id: string): File {
    const file = this.get(id);
    if (file === undefined) throw badRequest('invalid file_id');
    if (file.bytes.length > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big');
    return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length, file_path: file.path };
  }
}
