import { expect } from 'vitest';
import { setUpSeveral } from '../../fixtures/severalAccounts.ts';
import { test } from '../../fixtures/test.ts';
import { HOUR, MINUTE, SECOND } from '../../fixtures/thresholds.ts';

type Stage = Awaited<ReturnType<typeof setUpSeveral>>;

/** Where the messages about a kind went since the last time. */
async function placesOf({ inbox, tell }: Stage, kind = 'errors'): Promise<(string | null)[]> {
  const from = inbox.length;
  await tell();
  return inbox
    .slice(from)
    .filter(({ message }) => JSON.stringify(message).includes(`"kind":"${kind}"`))
    .map(({ destination }) => (destination?.type === 'channel' ? destination.channelId : null));
}

/** Until the errors of a pipeline have been over for long enough. */
async function recover(stage: Stage, pipeline: 'shop' | 'tickets'): Promise<(string | null)[]> {
  const places: (string | null)[] = [];
  for (let passed = 0; passed < 10 * MINUTE; passed += 30 * SECOND) {
    stage.wait(30 * SECOND);
    await stage.results(pipeline, 100, 0);
    places.push(...(await placesOf(stage)));
  }
  return places;
}

test('messages about a pipeline with a channel of its own go there, those about others and the account to the main one', async ({
  store,
}) => {
  const stage = await setUpSeveral(store);
  await stage.addGuild('g1');
  await store.guilds.choose('g1', { channelId: 'shop-channel' }, [], 'shop');
  await stage.results('shop', 50, 50);
  await stage.results('tickets', 50, 50);
  await stage.balance('main', 8);
  expect((await placesOf(stage)).toSorted()).toEqual(['g1-channel', 'shop-channel']);
  expect(stage.inbox.filter(({ destination }) => JSON.stringify(destination).includes('g1-channel'))).toHaveLength(2);
});

test('the end of an incident is sent to where it began, whatever was chosen since', async ({ store }) => {
  const stage = await setUpSeveral(store);
  await stage.addGuild('g1');
  await store.guilds.choose('g1', { channelId: 'shop-channel' }, [], 'shop');
  await stage.results('shop', 50, 50);
  expect(await placesOf(stage)).toEqual(['shop-channel']);
  await store.guilds.choose('g1', { channelId: 'another' }, [], 'shop');
  expect(await recover(stage, 'shop')).toEqual(['shop-channel']);
  stage.wait(HOUR);
  await stage.results('shop', 50, 50);
  expect(await placesOf(stage)).toEqual(['another']);
});

test('where its own channel cannot be used, messages about a pipeline go to the main one, and only it is marked', async ({
  store,
}) => {
  const stage = await setUpSeveral(store);
  await stage.addGuild('g1');
  await store.guilds.choose('g1', { channelId: 'shop-channel' }, [], 'shop');
  await store.guilds.setUnusable('g1', {
    why: 'destinationGone',
    until: 8_640_000_000_000_000,
    destination: { type: 'channel', channelId: 'shop-channel' },
  });
  const [guild] = await store.guilds.present();
  expect([guild?.unusable, guild?.routes['shop']?.unusable?.why]).toEqual([null, 'destinationGone']);
  await stage.results('shop', 50, 50);
  const places: unknown[] = [];
  const { send } = stage.ports.receiver;
  stage.ports.receiver.send = (attempt, beginning) => {
    places.push(attempt.place);
    return send(attempt, beginning);
  };
  await stage.tell();
  expect(places).toEqual([{ type: 'channel', channelId: 'g1-channel' }]);
});

test('thresholds and a mention of one pipeline hold for that one alone', async ({ store }) => {
  const stage = await setUpSeveral(store);
  await stage.addGuild('g1');
  await store.guilds.setThreshold('g1', 'errors.rate', 90, () => null, 'shop');
  await store.guilds.setThreshold(
    'g1',
    'errors.rate',
    90,
    (own) => {
      expect(own).toEqual({});
      return {
        at: stage.now(),
        by: { userId: '1', name: 'a' },
        action: 'threshold',
        subject: 'errors.rate shop',
        before: null,
        after: '90',
      };
    },
    'shop',
  );
  await store.guilds.choose('g1', { mention: { type: 'role', id: 'r9' } }, [], 'tickets');
  await stage.results('shop', 50, 50);
  await stage.results('tickets', 50, 50);
  const mentions: unknown[] = [];
  const { send } = stage.ports.receiver;
  stage.ports.receiver.send = (attempt, beginning) => {
    mentions.push(attempt.guild.mention);
    return send(attempt, beginning);
  };
  expect(await stage.tell()).toEqual(['g1: errors critical of tickets']);
  expect(mentions).toEqual([{ type: 'role', id: 'r9' }]);
  expect((await store.guilds.get('g1'))?.thresholds).toEqual({});
});
