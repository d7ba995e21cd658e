import type { Form, Path } from '../rest/form.ts';

const FORBIDDEN_WORDS = ['clyde', 'discord'];

/** Webhooks may not pose as Discord, nor be named like a mention. */
export function checkWebhookName(form: Form, path: Path, name: string): void {
  for (const word of FORBIDDEN_WORDS) {
    if (name.toLowerCase().includes(word)) {
      form.fail(path, 'USERNAME_INVALID_CONTAINS', `Username cannot contain "${word}"`);
    }
  }
  if (/[@#:]|```/.test(name) || ['everyone', 'here'].includes(name.toLowerCase())) {
    form.fail(path, 'USERNAME_INVALID', 'This username is invalid.');
  }
}
