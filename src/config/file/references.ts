const NAME = '[A-Z][A-Z0-9_]*';
/** As people write it: `${NAME}`. */
const REFERENCE = new RegExp(`\\$\\{(${NAME})\\}`, 'g');
const REFERENCE_ALONE = new RegExp(`^\\$\\{(${NAME})\\}$`);
/** As YAML can read it inside braces of its own; equally long, so that every line and column stays what it is. Nobody types these two. */
const HIDDEN = new RegExp(`\\$\uE000(${NAME})\uE001`, 'g');

export const REFERENCE_PATTERN = `^\\$\\{${NAME}\\}$`;

/** In YAML, braces inside `{ … }` end a word. */
export function hideReferences(text: string): string {
  return text.replaceAll(REFERENCE, '$$\uE000$1\uE001');
}

export function showReferences(text: string): string {
  return text.replaceAll(HIDDEN, '$${$1}');
}

/** The name that a text refers to, where it is nothing else; null where it is something of its own. */
export function referenceIn(text: string): string | null {
  return REFERENCE_ALONE.exec(text)?.[1] ?? null;
}

export function referenceTo(name: string): string {
  return `\${${name}}`;
}

/** All names that a text refers to. */
export function referencesIn(text: string): readonly string[] {
  return [...text.matchAll(REFERENCE)].map(([, name = '']) => name);
}
