import type { AccessKeeper } from '../discord/access.ts';
import type { Gateway } from '../discord/gateway.ts';
import type { Logger } from '../log.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';

export interface AccessReviewOptions {
  readonly keeper: AccessKeeper;
  /** Those that are connected. */
  readonly gateways: () => readonly Gateway[];
  readonly log: Logger;
}

/** Discord tells nobody that an application has another owner. */
const AGAIN_MS: Millis = 10 * MINUTE;
const RETRY_MS: Millis = MINUTE;

/** A guild that is no longer allowed sees nothing from that moment on; if that cannot be read, nothing changes. */
export function createAccessReview({ keeper, gateways, log }: AccessReviewOptions): () => Promise<Millis> {
  async function isRead(): Promise<boolean> {
    try {
      await keeper.refresh();
      return true;
    } catch (err) {
      log.warn({ err }, 'allowed servers could not be read: they stay as they were');
      return false;
    }
  }

  return async () => {
    if (gateways().length === 0) return AGAIN_MS;
    const restMs = (await isRead()) ? AGAIN_MS : RETRY_MS;
    for (const gateway of gateways()) await gateway.review();
    return restMs;
  };
}
