import { z } from 'zod';
import { CAPTCHAAI_ADDRESS } from '../captchaai/address.ts';
import { secretAddressProblem } from '../redaction/secretAddress.ts';

/** The address of a server that is sent a secret, without slashes at its end. */
export function serverAddress(example: string) {
  return z
    .url({ protocol: /^https?$/, error: `must be an http(s) address, such as ${example}` })
    .superRefine((text, { addIssue }) => {
      const message = secretAddressProblem(text);
      if (message !== null) addIssue(message);
    })
    .transform((text) => text.replace(/\/+$/, ''));
}

export const CaptchaAiAddress = serverAddress(CAPTCHAAI_ADDRESS).refine(
  isServerAlone,
  `must be the base address of the server, with nothing after it, such as ${CAPTCHAAI_ADDRESS}`,
);

/** The monitor adds `/res.php` itself. */
function isServerAlone(address: string): boolean {
  const { pathname, search, hash } = new URL(address);
  return pathname === '/' && search === '' && hash === '';
}
