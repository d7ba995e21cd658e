import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/monitor/alerts/facts.ts';
import { AT, balance, latency } from '../../fixtures/embeds.ts';
import { delivery, posts, setUpReceiver } from '../../fixtures/receiver.ts';

const MINUTE = 60_000;
const A_WHILE = 10 * MINUTE;
const CREATE = /^\/channels\/\d+\/messages$/;
const SENT_AGAIN = 'CaptchaAI Pipeline Monitor · sent again, the first try may have arrived';

type Stage = Awaited<ReturnType<typeof setUpReceiver>>;
type Way = 'toWebhook' | 'toChannel';

/** The answer to a first try is lost, before or after Discord stored the message; answers the delivery as it is tried again. */
async function loseAnswer(stage: Stage, way: Way, stored: boolean) {
  const match = { method: 'POST', path: way === 'toWebhook' ? posts : CREATE, times: 1 };
  const { faults } = stage.discord;
  if (stored) faults.resetAfterStored(match);
  else faults.resetBefore(match);
  const since = stage.now();
  const outcome = await stage.send(delivery(), stage[way]);
  expect(outcome).toEqual({ outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true });
  const place = stage[way].destination;
  if (place === null) throw new Error('no place');
  return { ...delivery(), uncertain: { since, place } };
}

const texts = ({ discord, channel }: Stage) =>
  discord.messages(channel.id).map(({ embeds }) => embeds[0]?.footer?.text);

describe.each(['toWebhook', 'toChannel'] as const)('a message whose answer was lost, %s', (way) => {
  test.each([
    ['that Discord stored is found, and not sent again', true],
    ['that Discord did not store is sent, and looks like any other', false],
  ])('%s', async (_name, stored) => {
    const stage = await setUpReceiver();
    const again = await loseAnswer(stage, way, stored);
    stage.wait(A_WHILE);
    const outcome = await stage.send(again, stage[way]);
    expect(texts(stage)).toEqual(['CaptchaAI Pipeline Monitor']);
    const [message] = stage.discord.messages(stage.channel.id);
    const place = stage[way].destination;
    const mentioned = stored ? {} : { mentioned: null };
    expect(outcome).toEqual({ outcome: 'delivered', messageId: message?.id, place, ...mentioned });
    expect(stage.sent).toHaveLength(stored ? 1 : 2);
  });

  test('is sent again with a note where the bot is not shown what was said before', async () => {
    const stage = await setUpReceiver();
    stage.hideHistory();
    const again = await loseAnswer(stage, way, true);
    stage.wait(A_WHILE);
    expect(await stage.send(again, stage[way])).toMatchObject({ outcome: 'delivered' });
    expect(texts(stage)).toEqual(['CaptchaAI Pipeline Monitor', SENT_AGAIN]);
  });

  test('stays one that may have arrived while it is put off', async () => {
    const stage = await setUpReceiver();
    stage.hideHistory();
    const again = await loseAnswer(stage, way, true);
    stage.wait(A_WHILE);
    const path = way === 'toWebhook' ? posts : CREATE;
    stage.discord.faults.rateLimited({ method: 'POST', path, times: 1 }, { retryAfterMs: 60_000 });
    expect(await stage.send(again, stage[way])).toMatchObject({
      outcome: 'retry',
      why: 'rateLimited',
      isUncertain: true,
    });
  });
});

test('a message whose answer was lost a moment ago is repeated under its nonce, and Discord shows it once', async () => {
  const stage = await setUpReceiver();
  stage.hideHistory();
  const again = await loseAnswer(stage, 'toChannel', true);
  stage.wait(MINUTE - 1_000);
  expect(await stage.send(again, stage.toChannel)).toMatchObject({ outcome: 'delivered' });
  expect(texts(stage)).toEqual(['CaptchaAI Pipeline Monitor']);
});

test('a webhook repeats nothing while not even its own address is answered', async () => {
  const stage = await setUpReceiver();
  const again = await loseAnswer(stage, 'toWebhook', true);
  const probe = stage.discord.faults.status({ method: 'GET', path: posts }, 503);
  for (let i = 0; i < 5; i += 1) {
    expect(await stage.send(again, stage.toWebhook)).toMatchObject({ outcome: 'retry', isUncertain: true });
  }
  expect(probe.hits).toBe(5);
  expect(stage.discord.transcript.requests('POST', posts)).toHaveLength(1);
});

test('another message of the same webhook is not taken for the one that was lost', async () => {
  const stage = await setUpReceiver();
  const again = await loseAnswer(stage, 'toWebhook', false);
  const other = delivery(7, { ...again.message, type: 'alert', at: again.message.at + 1 } as typeof again.message);
  await stage.send(other, stage.toWebhook);
  await stage.send(again, stage.toWebhook);
  expect(texts(stage)).toHaveLength(2);
});

test('more messages than Discord lists at once do not hide the one that was lost', async () => {
  const stage = await setUpReceiver();
  const again = await loseAnswer(stage, 'toChannel', true);
  const chat = stage.discord.createWebhook(stage.channel.id, { name: 'Chat' });
  for (let i = 0; i < 130; i += 1) {
    await fetch(`${chat.url}?wait=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ content: `${i}` }),
    });
  }
  stage.wait(A_WHILE);
  await stage.send(again, stage.toChannel);
  const alerts = stage.discord.messages(stage.channel.id).filter(({ embeds }) => embeds.length > 0);
  expect(alerts).toHaveLength(1);
});

test.each([
  ['half a body', 'truncateBody'],
  ['a polite end without an answer', 'endAfterStored'],
] as const)('%s after the message was stored is an answer that was lost', async (_name, fault) => {
  const stage = await setUpReceiver();
  stage.discord.faults[fault]({ method: 'POST', path: posts, times: 1 });
  expect(await stage.send(delivery(), stage.toWebhook)).toMatchObject({ outcome: 'retry', isUncertain: true });
});

test('a page of HTML in place of an answer is an answer that was lost', async () => {
  const stage = await setUpReceiver();
  stage.discord.faults.status({ method: 'POST', path: posts, times: 1 }, 200, '<html>hello</html>');
  expect(await stage.send(delivery(), stage.toWebhook)).toEqual({
    outcome: 'retry',
    afterMs: null,
    why: 'unreadableAnswer',
    isUncertain: true,
  });
});

test('where nobody listens nothing has left', async () => {
  const stage = await setUpReceiver();
  await stage.discord.stop();
  expect(await stage.send(delivery(), stage.toWebhook)).toEqual({
    outcome: 'retry',
    afterMs: null,
    why: 'unreachable',
  });
});

test('what ended in the same evaluation is not taken for the message that was lost', async () => {
  const stage = await setUpReceiver();
  const recovery = (facts: Facts) => ({ type: 'recovery', before: facts, after: facts, topUp: null, at: AT }) as const;
  await stage.send(delivery(1, recovery(balance())), stage.toWebhook);
  stage.discord.faults.resetBefore({ method: 'POST', path: posts, times: 1 });
  const lost = delivery(2, recovery(latency()));
  await stage.send(lost, stage.toWebhook);
  const place = stage.toWebhook.destination;
  if (place === null) throw new Error('no place');
  await stage.send({ ...lost, uncertain: { since: stage.now(), place } }, stage.toWebhook);
  expect(texts(stage)).toHaveLength(2);
});

test('where it cannot be noted that a message leaves, it does not leave, and it is not given up', async () => {
  const stage = await setUpReceiver();
  const locked = () => Promise.reject(new Error('database is locked'));
  const broken = stage.sendWith(delivery(), stage.toWebhook, { renew: locked, sending: locked });
  await expect(broken).rejects.toThrow('database is locked');
  expect(stage.discord.transcript.requests('POST', posts)).toEqual([]);
});

describe('what became of the incident before a lost message is sent anew', () => {
  const LATE = {
    type: 'late',
    severity: 'warning',
    worst: balance(),
    openedAt: AT,
    endedAt: AT + 1,
    at: AT + 2,
  } as const;
  const titles = ({ discord, channel }: Stage) => discord.messages(channel.id).map(({ embeds }) => embeds[0]?.title);
  const ALERTED = '💰 Balance Alert';
  const LATE_TITLE = '💰 Balance Alert (over)';

  test.each(['toWebhook', 'toChannel'] as const)('is what is said, once it was not found: %s', async (way) => {
    const stage = await setUpReceiver();
    const again = await loseAnswer(stage, way, false);
    stage.becomes({ message: LATE, incidentId: 3, isPlain: false });
    stage.wait(A_WHILE);
    await stage.send(again, stage[way]);
    expect(titles(stage)).toEqual([LATE_TITLE]);
    expect(texts(stage)).toEqual(['CaptchaAI Pipeline Monitor']);
  });

  test.each(['toWebhook', 'toChannel'] as const)(
    'is what is said, with the note, where nobody can look: %s',
    async (way) => {
      const stage = await setUpReceiver();
      stage.hideHistory();
      const again = await loseAnswer(stage, way, true);
      stage.becomes({ message: LATE, incidentId: 3, isPlain: false });
      // Discord may still know the nonce, and would answer with what the first try said.
      stage.wait(MINUTE);
      await stage.send(again, stage[way]);
      expect(titles(stage)).toEqual([ALERTED, LATE_TITLE]);
      expect(texts(stage).at(-1)).toBe(SENT_AGAIN);
    },
  );

  test('is not said under the nonce of the first try', async () => {
    const stage = await setUpReceiver();
    const again = await loseAnswer(stage, 'toChannel', false);
    stage.becomes({ message: LATE, incidentId: 3, isPlain: false });
    stage.wait(MINUTE - 1_000);
    await stage.send(again, stage.toChannel);
    expect(titles(stage)).toEqual([ALERTED]);
  });

  test('is not written where the message was found', async () => {
    const stage = await setUpReceiver();
    const again = await loseAnswer(stage, 'toWebhook', true);
    stage.wait(A_WHILE);
    const never = () => Promise.reject(new Error('asked'));
    expect(await stage.sendWith(again, stage.toWebhook, { renew: never, sending: never })).toMatchObject({
      outcome: 'delivered',
    });
  });
});
