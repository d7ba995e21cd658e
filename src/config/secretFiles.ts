import { SECRETS } from '../redaction/secretsIn.ts';
import { readText, unreadWords } from './readText.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface SecretFiles {
  /** With what the files hold. */
  readonly environment: Environment;
  /** A sentence for each secret that cannot be read, by its setting. */
  readonly unread: Readonly<Record<string, string>>;
}

const fileSettingOf = (name: string) => `${name}_FILE`;

/** Each secret may be in a file of its own, as container runtimes and systemd hand them over: `DISCORD_TOKEN_FILE` and so on. */
export const SECRET_FILES: readonly string[] = SECRETS.map(fileSettingOf);

/** What is none may be the secret itself, which must not be repeated in a message. */
const PATH = /^(?:\/|\.{1,2}[/\\]|[A-Za-z]:[/\\])/;
const MOST_BYTES = 65_536;

/** Reads the files that an environment names. Their contents count as the settings that they are for. */
export function readSecretFiles(environment: Environment): SecretFiles {
  const values: Record<string, string> = {};
  const unread: Record<string, string> = {};
  for (const name of SECRETS) {
    const path = environment[fileSettingOf(name)]?.trim() ?? '';
    if (path === '') continue;
    const read = isSet(environment, name) ? bothSet(name) : readSecret(fileSettingOf(name), path);
    if ('value' in read) values[name] = read.value;
    else unread[name] = read.problem;
  }
  return { environment: { ...environment, ...values }, unread };
}

/** A secret by its name, from the environment or from the file that `NAME_FILE` names; null where neither is set. */
export function secretCalled(
  name: string,
  environment: Environment,
): { readonly value: string } | { readonly problem: string } | null {
  const path = environment[fileSettingOf(name)]?.trim() ?? '';
  if (path === '') return isSet(environment, name) ? { value: environment[name]?.trim() ?? '' } : null;
  // What the settings have read already stands in the environment beside its file.
  if (isSet(environment, name))
    return SECRETS.includes(name) ? { value: environment[name]?.trim() ?? '' } : bothSet(name);
  return readSecret(fileSettingOf(name), path);
}

/** Those of the files that an environment names, each with its setting. */
export function secretFilesIn(
  environment: Environment,
): readonly { readonly setting: string; readonly path: string }[] {
  return SECRET_FILES.map((setting) => ({ setting, path: environment[setting]?.trim() ?? '' })).filter(({ path }) =>
    PATH.test(path),
  );
}

function isSet(environment: Environment, name: string): boolean {
  return (environment[name]?.trim() ?? '') !== '';
}

function bothSet(name: string) {
  return { problem: `${name} and ${fileSettingOf(name)} cannot both be set: keep one of them.` };
}

function readSecret(setting: string, path: string): { readonly value: string } | { readonly problem: string } {
  if (!PATH.test(path)) {
    return { problem: `${setting} must be the path of a file, such as /run/secrets/name or ./secrets/name.` };
  }
  const text = textOf(path);
  if ('value' in text) return text;
  return { problem: `${setting}: the file ${path} ${text.why}.` };
}

function textOf(path: string): { readonly value: string } | { readonly why: string } {
  const read = readText(path, MOST_BYTES);
  if ('code' in read) return { why: unreadWords(read.code) };
  const value = read.text.replace(/\r?\n$/, '');
  return value.trim() === '' ? { why: 'is empty' } : { value };
}
