import fs, { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PRIVATE_FILE } from './private-files.js';

/**
 * A text file that is either the old one or the new one, whatever happens in between: the new text
 * goes to a temporary file, to the disk (fsync), over the old name (rename), and the rename itself
 * to the disk (fsync of the folder).
 */
export interface DurableFile {
  /** @returns undefined when there is no file yet */
  readonly read: () => Promise<string | undefined>;
  /** Resolves when the text would survive a power cut. @throws of the file system: the old text stands */
  readonly write: (text: string) => Promise<void>;
}

/** What is used of the file system; a parameter so that tests can see the order and let a disk be full. */
export interface FileSystem {
  readonly open: (path: string, flags: string, mode?: number) => Promise<OpenFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
}
interface OpenFile {
  readonly writeFile: (text: string, encoding: 'utf8') => Promise<void>;
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function durableFile(path: string, { open, rename }: FileSystem = fs): DurableFile {
  const temporary = `${path}.tmp`;
  return {
    read: async () => {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: async (text) => {
      const file = await open(temporary, 'w', PRIVATE_FILE);
      try {
        await file.writeFile(text, 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      const folder = await open(dirname(path), 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    },
  };
}
