import { readFileSync } from 'node:fs';
import dotenv from 'dotenv';

/** Adds the file's settings to an environment, which takes precedence. Answers null, or why it could not: the code of the failure, or `NOT_UTF8`. */
export function loadEnvFile(environment: Record<string, string | undefined>, path = '.env'): string | null {
  try {
    const text = textOf(readFileSync(path));
    if (text === null) return 'NOT_UTF8';
    for (const [name, value] of Object.entries(dotenv.parse(text))) environment[name] ??= value;
    return null;
  } catch (err) {
    return err instanceof Error && 'code' in err ? String(err.code) : 'UNKNOWN';
  }
}

/** The names that the file sets; none where it cannot be read. */
export function namesInEnvFile(path = '.env'): readonly string[] {
  try {
    return Object.keys(dotenv.parse(textOf(readFileSync(path)) ?? ''));
  } catch {
    return [];
  }
}

/** Some editors save as UTF-16, of which a reader of UTF-8 makes nothing, in silence. */
function textOf(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
