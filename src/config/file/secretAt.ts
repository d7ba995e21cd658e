import type { FileDefaults } from './fileDefaults.ts';
import { referenceIn } from './references.ts';

export type Path = readonly (string | number)[];
export type Say = (path: Path, sentence: string) => void;

/** What a secret must look like, and what to say of one that does not. */
export interface SecretForm {
  readonly form: RegExp;
  readonly words: string;
}

/** Reads the secret that stands at a place of the file as `${NAME}`; what is wrong with it is said there. */
export type SecretAt = (path: Path, reference: string, form?: SecretForm) => string;

const ANY: SecretForm = { form: /./, words: '' };

export function createSecretAt(secretCalled: FileDefaults['secretCalled'], say: Say): SecretAt {
  return (path, reference, { form, words } = ANY) => {
    const name = referenceIn(reference) ?? '';
    const secret = secretCalled(name);
    const value = knownValue(secret);
    if (secret === null)
      say(path, `names ${name}, which is not set: set it in the environment or in .env, or ${name}_FILE.`);
    else if ('problem' in secret) say(path, `names ${name}. ${secret.problem}`);
    else if (!form.test(secret.value)) say(path, `names ${name}, which ${words}.`);
    return value ?? '';
  };
}

/** Null where it is not set, or cannot be read. */
export function knownValue(secret: ReturnType<FileDefaults['secretCalled']>): string | null {
  return secret !== null && 'value' in secret ? secret.value : null;
}
