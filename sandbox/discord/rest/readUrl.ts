import type { Form, Path } from './form.ts';
import { readText } from './form.ts';

export function readUrl(
  form: Form,
  path: Path,
  value: unknown,
  rules: { max: number; schemes: readonly string[] },
): string | undefined {
  const text = readText(form, path, value, { max: rules.max });
  if (text === undefined || text === '') return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && !rules.schemes.includes(scheme)) {
    const listed = rules.schemes.map((name) => `'${name}'`).join(', ');
    form.fail(
      path,
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${scheme}" is not supported. Scheme must be one of (${listed}).`,
    );
    return undefined;
  }
  if (!URL.canParse(text)) {
    form.fail(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    return undefined;
  }
  return text;
}
