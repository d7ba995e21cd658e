import type { AccessKeeper } from '../discord/access.ts';
import type { Gateway } from '../discord/gateway.ts';
import type { Logger } from '../log.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';

export interface AccessReviewOptions {
  readonly keeper: AccessKeeper;
  readonly gateway: () => Gateway | null;
  readonly log: Logger;
}

/** Discord tells nobody that an application has another owner. */
const AGAIN_MS: Millis = 10 * MINUTE;
const RETRY_MS: Millis = MINUTE;

/** From the moment that a guild is not allowed any more it sees nothing; what cannot be read stays as it was. */
export function createAccessReview({ keeper, gateway, log }: AccessReviewOptions): () => Promise<Millis> {
  async function isRead(): Promise<boolean> {
    try {
      await keeper.refresh();
      return true;
    } catch (err) {
      log.warn({ err }, 'who may use the bot could not be read, and stays as it was');
      return false;
    }
  }

  return async () => {
    const current = gateway();
    if (current === null) return AGAIN_MS;
    const restMs = (await isRead()) ? AGAIN_MS : RETRY_MS;
    await current.review();
    return restMs;
  };
}
