import { textLike } from './parts.ts';
import { REFERENCE_PATTERN } from './references.ts';

/** Never the secret itself: the file is made to be read by others. */
export function secret(example: string) {
  return textLike(
    new RegExp(REFERENCE_PATTERN),
    `is a secret and must not stand in this file. Put it into the environment, or into .env, and write its name here: \${${example}}`,
  ).meta({
    description: `The name of a setting with the secret, such as \${${example}}; \${NAME} also reads the file that NAME_FILE names.`,
  });
}
