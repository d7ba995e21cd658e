import { addressSecrets } from '../redaction/addressSecrets.ts';
import type { ReceiverConfig } from './receiverConfig.ts';

/** What must appear nowhere. */
export function receiverSecrets({ target }: ReceiverConfig): readonly string[] {
  switch (target.type) {
    case 'pagerduty':
      return [target.routingKey];
    case 'webhook':
      return [...addressSecrets(target.url), target.secret, target.secret.replace(/^whsec_/, '')];
    case 'ntfy':
      return [...addressSecrets(target.url), target.topic, ...tokenOf(target)];
    default:
      return [...addressSecrets(target.url), ...tokenOf(target)];
  }
}

function tokenOf({ token }: { readonly token?: string }): readonly string[] {
  return token === undefined ? [] : [token];
}
