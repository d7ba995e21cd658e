import { fileURLToPath } from 'node:url';

const at = (name: string) => fileURLToPath(new URL(`../../node_modules/.cache/${name}`, import.meta.url));

/** Where runs keep what they counted, until all of it makes the page of the documentation. */
export const counted = {
  folder: at(''),
  cells: at('faults.json'),
  soak: at('soak.json'),
  many: at('many.json'),
  update: at('update.json'),
} as const;
