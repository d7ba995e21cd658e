import { z } from 'zod';

/** Who runs the bot, as `/privacy` names them; null where that is not set. */
export interface OperatorConfig {
  readonly contact: string | null;
  readonly policyUrl: string | null;
}

/** Longer ones would fill the answer to `/privacy`. */
const MOST_CONTACT = 200;
const MOST_URL = 500;

export const PrivacySettings = z.object({
  PRIVACY_CONTACT: z.string().max(MOST_CONTACT, `must be at most ${MOST_CONTACT} characters`).optional(),
  PRIVACY_URL: z
    .url({ protocol: /^https$/, error: 'must be an https address, such as https://example.com/privacy' })
    .max(MOST_URL, `must be at most ${MOST_URL} characters`)
    .refine((text) => !hasLogin(text), 'must have neither a user nor a password before the host: everybody reads it')
    .optional(),
});

type PrivacySettings = z.infer<typeof PrivacySettings>;

function hasLogin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}

export function toOperator({ PRIVACY_CONTACT: contact, PRIVACY_URL: policyUrl }: PrivacySettings): OperatorConfig {
  return { contact: contact ?? null, policyUrl: policyUrl ?? null };
}
