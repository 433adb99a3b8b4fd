import { fileURLToPath } from 'node:url';

/** @returns the absolute path of a file of the project, wherever the program was started from */
export function projectPath(relative: string): string {
  return fileURLToPath(new URL(`../${relative}`, import.meta.url));
}
