import dotenv from 'dotenv';
import { readText } from './readText.ts';

/** Adds the file's settings to an environment, which takes precedence. Answers null, or the code of why it could not. */
export function loadEnvFile(environment: Record<string, string | undefined>, path = '.env'): string | null {
  const read = readText(path);
  if ('code' in read) return read.code;
  for (const [name, value] of Object.entries(dotenv.parse(read.text))) environment[name] ??= value;
  return null;
}

/** The names that the file sets; none where it cannot be read. */
export function namesInEnvFile(path = '.env'): readonly string[] {
  const read = readText(path);
  return 'code' in read ? [] : Object.keys(dotenv.parse(read.text));
}
