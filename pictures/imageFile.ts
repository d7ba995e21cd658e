import { fileURLToPath } from 'node:url';

/** Where a picture of the documentation is kept. */
export function imageFile(name: string): string {
  return fileURLToPath(new URL(`../docs/images/${name}.png`, import.meta.url));
}
