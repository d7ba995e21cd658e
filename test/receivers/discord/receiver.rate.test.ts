import { expect, test } from 'vitest';
import { delivery, posts, setUpReceiver } from '../../fixtures/receiver.ts';

/** Discord takes 30 a minute from all webhooks of a channel, and says so in no header. */
const MESSAGES = 70;

/** Two webhooks that take turns; answers how long messages waited in all, in milliseconds. */
async function sendInTurns(isSameChannel: boolean) {
  const stage = await setUpReceiver();
  const { discord, channel, toWebhook, knowWebhook, send, wait } = stage;
  const guild = toWebhook;
  const where = isSameChannel ? channel.id : discord.addChannel(guild.id, { name: 'tickets' }).id;
  const another = discord.createWebhook(where);
  await knowWebhook(another, where);
  const toAnother = { ...guild, destination: { type: 'webhook', webhookId: another.id } } as const;
  let waitedMs = 0;
  for (let n = 0; n < MESSAGES; n += 1) {
    const attempt = () => send(delivery(n + 1), n % 2 === 0 ? guild : toAnother);
    for (let outcome = await attempt(); outcome.outcome !== 'delivered'; outcome = await attempt()) {
      expect(outcome).toMatchObject({ outcome: 'retry', why: 'paced' });
      const afterMs = outcome.outcome === 'retry' ? (outcome.afterMs ?? 0) : 0;
      waitedMs += afterMs;
      wait(afterMs);
    }
  }
  const statuses = discord.transcript.responses('POST', posts).map(({ status }) => status);
  return { statuses: new Set(statuses), sent: statuses.length, waitedMs };
}

test('two webhooks of one channel share what Discord takes there in a minute', async () => {
  const { statuses, sent, waitedMs } = await sendInTurns(true);
  expect([[...statuses], sent]).toEqual([[200], MESSAGES]);
  expect(waitedMs).toBeGreaterThan(115_000);
});

test('two webhooks of two channels do not', async () => {
  const { statuses, sent, waitedMs } = await sendInTurns(false);
  expect([[...statuses], sent]).toEqual([[200], MESSAGES]);
  expect(waitedMs).toBeLessThan(65_000);
});
