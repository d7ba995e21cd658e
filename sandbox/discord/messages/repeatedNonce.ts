import { NONCE_LIFE_MS } from '../limits.ts';
import type { StoredMessage } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { MessageDraft } from './draft.ts';

/** The message that the bot sent with this enforced nonce a short while ago, also when it was deleted meanwhile. */
export function repeatedNonce(world: World, channelId: string, draft: MessageDraft): StoredMessage | undefined {
  if (!draft.enforceNonce || draft.nonce === undefined) return undefined;
  return world.messages
    .get(channelId)
    ?.find(({ nonce, createdAt }) => nonce === String(draft.nonce) && createdAt > world.now() - NONCE_LIFE_MS);
}
