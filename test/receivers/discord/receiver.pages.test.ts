import { describe, expect, test } from 'vitest';
import { createRest } from '../../../src/discord/rest.ts';
import type { SentMessage } from '../../../src/monitor/delivery/delivery.ts';
import { findWebhookHome } from '../../../src/receivers/discord/homeGuild.ts';
import { ALERT, delivery, editOf, posts, setUpReceiver } from '../../fixtures/receiver.ts';

const HTML = '<html><h1>Blocked by your administrator</h1></html>';
const JSON_TYPE = { 'content-type': 'application/json' };

/** Each is an answer of something between us and Discord. */
const BODIES: readonly [name: string, body: object | string, headers?: Record<string, string>][] = [
  ['HTML', HTML],
  ['no body', ''],
  ['text', 'Access denied', { 'content-type': 'text/plain' }],
  ['JSON without a code', { error: 'blocked by policy' }],
  ['JSON with a code of its own', { code: 'E403', message: 'denied' }],
  ['JSON with a small number as code', { code: 403, message: 'denied' }],
  ['JSON that is no object', '"denied"', JSON_TYPE],
  ['JSON that is null', 'null', JSON_TYPE],
  ['JSON that is none', '<html>', JSON_TYPE],
];
const STATUSES = [200, 204, 301, 302, 307, 400, 401, 403, 404, 405, 407, 408, 413, 451];
const CASES = STATUSES.flatMap((status) =>
  // A 204 has no body.
  BODIES.filter(([, body]) => status !== 204 || body === '').map((body) => [status, ...body] as const),
);

describe.each(['toWebhook', 'toChannel'] as const)('a page in between, %s', (way) => {
  test('of any status and form is no refusal: the message is tried again, and arrives', async () => {
    const stage = await setUpReceiver();
    const path = way === 'toWebhook' ? posts : /^\/channels\/\d+\/messages$/;
    for (const [index, [status, name, body, headers]] of CASES.entries()) {
      const fault = stage.discord.faults.status({ method: 'POST', path, times: 1 }, status, body, headers);
      stage.wait(2_000);
      const outcome = await stage.send(delivery(index + 1), stage[way]);
      const label = `${status} with ${name}`;
      expect(outcome, label).toMatchObject({ outcome: 'retry' });
      expect(outcome, label).not.toHaveProperty('why', 'unknownFailure');
      expect(fault.hits, label).toBe(1);
      // Only what looks like a success may have been one.
      if (status < 300) expect(outcome, label).toHaveProperty('isUncertain', true);
      else if (name !== 'JSON that is none') expect(outcome, label).not.toHaveProperty('isUncertain');
    }
    expect(stage.discord.messages(stage.channel.id)).toEqual([]);
    stage.wait(2_000);
    expect(await stage.send(delivery(), stage[way])).toMatchObject({ outcome: 'delivered' });
  }, 60_000);

  test.each([200, 302, 400, 403, 404])('with %i drops no edit', async (status) => {
    const stage = await setUpReceiver();
    const sent = await stage.send(delivery(), stage[way]);
    if (sent.outcome !== 'delivered') throw new Error(sent.outcome);
    const target: SentMessage = { incidentId: null, place: sent.place, messageId: sent.messageId, message: ALERT };
    const edit = editOf(target, { endedAt: ALERT.at + 1 });
    stage.discord.faults.status({ method: 'PATCH', path: /\/messages\/\d+$/, times: 1 }, status, HTML);
    expect(await stage.send(edit, stage[way])).toMatchObject({ outcome: 'retry' });
    expect(await stage.send(edit, stage[way])).toMatchObject({ outcome: 'delivered' });
    expect(stage.discord.messages(stage.channel.id)[0]?.embeds[0]?.title).toBe('💰 Balance Alert (over)');
  });

  test.each([200, 302, 403, 404])(
    'with %i is no answer to a look: nothing is sent again until there is one',
    async (status) => {
      const stage = await setUpReceiver();
      const path = way === 'toWebhook' ? posts : /^\/channels\/\d+\/messages$/;
      stage.discord.faults.resetAfterStored({ method: 'POST', path, times: 1 });
      const since = stage.now();
      await stage.send(delivery(), stage[way]);
      stage.wait(10 * 60_000);
      const place = stage[way].destination;
      if (place === null) throw new Error('no place');
      const again = { ...delivery(), copies: 1, uncertain: { since, place } };
      const pages = stage.discord.faults.status({ method: 'GET' }, status, HTML);
      expect(await stage.send(again, stage[way])).toMatchObject({ outcome: 'retry', isUncertain: true });
      pages.clear();
      expect(await stage.send(again, stage[way])).toMatchObject({ outcome: 'delivered' });
      expect(stage.discord.messages(stage.channel.id)).toHaveLength(1);
    },
  );
});

test.each([200, 403, 404])(
  'a page of %i in place of a direct channel refuses nobody, and nothing is posted',
  async (status) => {
    const stage = await setUpReceiver();
    const place = { type: 'user', userId: stage.discord.owner.id } as const;
    stage.discord.faults.status({ method: 'POST', path: '/users/@me/channels', times: 1 }, status, HTML);
    const elsewhere = { place, why: 'destinationGone' } as const;
    expect(await stage.send(delivery(), stage.toChannel, elsewhere)).toMatchObject({ outcome: 'retry' });
    expect(stage.refused).toEqual([]);
    expect(await stage.send(delivery(), stage.toChannel, elsewhere)).toMatchObject({ outcome: 'delivered', place });
  },
);

describe('whose webhook it is', () => {
  test.each([
    [200, HTML, false],
    [204, '', false],
    [302, HTML, false],
    [401, HTML, false],
    [403, { message: 'Forbidden', code: 0 }, false],
    [404, HTML, false],
    [404, { error: 'no such host' }, false],
    [404, { message: 'Unknown Webhook', code: 10_015 }, true],
    [401, { message: 'Invalid Webhook Token', code: 50_027 }, true],
  ])('is not known after %i with %o, and only Discord’s own word is final', async (status, body, forGood) => {
    const stage = await setUpReceiver();
    const rest = createRest(stage.discord.apiBase, null);
    const address = { ...stage.webhook, threadId: null };
    stage.discord.faults.status({ method: 'GET', path: posts, times: 1 }, status, body);
    expect(await findWebhookHome(rest, address)).toMatchObject({ found: false, forGood });
    expect(await findWebhookHome(rest, address)).toMatchObject({ found: true });
  });
});
