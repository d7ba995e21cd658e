import { setTimeout as sleep } from 'node:timers/promises';
import { pauseMs } from '../delivery/pause.ts';
import { DiscordAlertError } from './alertError.ts';
import { type Attempt, postOnce } from './postOnce.ts';
import type { WebhookTarget } from './webhookAddress.ts';

const MOST_ATTEMPTS = 5;
/** A wait that Discord asks for is kept; an alert that comes later than this helps nobody. */
const LONGEST_WAIT_MS = 60_000;

/** The last message of each webhook: one after the other, so that a wait for one holds for all behind it. */
const tails = new Map<string, Promise<void>>();

/** Sends a message and waits until Discord has it. What may have arrived is never sent again. @throws DiscordAlertError */
export function send(target: WebhookTarget, message: object): Promise<void> {
  const before = tails.get(target.id) ?? Promise.resolve();
  const sent = before.then(() => sendNow(target, JSON.stringify(message)));
  const tail = sent.catch(() => undefined).finally(() => tails.get(target.id) === tail && tails.delete(target.id));
  tails.set(target.id, tail);
  return sent;
}

async function sendNow({ url }: WebhookTarget, body: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await postOnce(url, body);
    if (outcome.kind === 'sent') return;
    if (outcome.kind === 'failed') throw outcome.error;
    const waitMs = outcome.waitMs ?? pauseMs(attempt);
    if (attempt === MOST_ATTEMPTS || waitMs > LONGEST_WAIT_MS) throw givenUp(outcome);
    await sleep(waitMs);
  }
}

function givenUp({ failure }: Extract<Attempt, { kind: 'again' }>): DiscordAlertError {
  const words =
    failure === 'rateLimited'
      ? 'Discord takes no more messages of this webhook for now.'
      : 'Discord cannot be reached, or does not work.';
  return new DiscordAlertError(failure, `${words} The alert was not sent.`);
}
