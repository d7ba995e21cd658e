import { readFileSync } from 'node:fs';
import dotenv from 'dotenv';
import { utf8Text } from './utf8Text.ts';

/** Adds the file's settings to an environment, which takes precedence. Answers null, or why it could not: the code of the failure, or `NOT_UTF8`. */
export function loadEnvFile(environment: Record<string, string | undefined>, path = '.env'): string | null {
  try {
    const text = utf8Text(readFileSync(path));
    if (text === undefined) return 'NOT_UTF8';
    for (const [name, value] of Object.entries(dotenv.parse(text))) environment[name] ??= value;
    return null;
  } catch (err) {
    return err instanceof Error && 'code' in err ? String(err.code) : 'UNKNOWN';
  }
}

/** The names that the file sets; none where it cannot be read. */
export function namesInEnvFile(path = '.env'): readonly string[] {
  try {
    return Object.keys(dotenv.parse(utf8Text(readFileSync(path)) ?? ''));
  } catch {
    return [];
  }
}
