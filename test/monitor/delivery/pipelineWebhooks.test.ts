import { expect } from 'vitest';
import { evaluate } from '../../../src/monitor/alerts/evaluate.ts';
import { deliverNext } from '../../../src/monitor/delivery/deliver.ts';
import type { SendOutcome } from '../../../src/monitor/delivery/outcome.ts';
import type { OpenStore } from '../../../src/store/open.ts';
import { discordRoutes, placeName } from '../../fixtures/discordRoutes.ts';
import { setUpSeveral } from '../../fixtures/severalAccounts.ts';
import { test } from '../../fixtures/test.ts';
import { MINUTE, NOW, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const SHOP: { readonly id: string; readonly threadId: string | null } = { id: 'w-shop', threadId: null };

/** `g1` has a channel, and the webhook of `shop` belongs to it; of `g2` nothing is known but that a webhook is there. */
async function setUpWebhooks(store: OpenStore) {
  const stage = await setUpSeveral(store);
  let webhooks: Readonly<Partial<Record<string, typeof SHOP>>> = { shop: SHOP };
  let hasBot = true;
  let refused: string[] = [];
  const places: string[] = [];
  const guildDefaults = {
    ...stage.ports.guildDefaults,
    webhookOnly: () => !hasBot,
    pipelinesOf: (guildId: string) =>
      stage.ports.guildDefaults
        .pipelinesOf(guildId)
        .map((pipeline) => ({ ...pipeline, webhook: webhooks[pipeline.name] ?? null, thresholds: THRESHOLDS })),
  };
  const ports = {
    ...stage.ports,
    guildDefaults,
    receiver: {
      ...stage.ports.receiver,
      ...discordRoutes(() => guildDefaults, stage.now),
      async send(...[attempt]: Parameters<typeof stage.ports.receiver.send>): Promise<SendOutcome> {
        const { place, fallbackFor } = attempt;
        if (refused.includes(placeName(place))) return { outcome: 'giveUp', why: 'destinationGone' };
        places.push(`${placeName(place)}${fallbackFor === null ? '' : ' instead'}`);
        return { outcome: 'delivered', messageId: `m${places.length}`, place };
      },
    },
  };
  await stage.addGuild('g1');
  await store.guilds.see([{ id: 'g1', name: '', route: { pipeline: 'shop', webhookId: SHOP.id } }], NOW);
  return {
    ...stage,
    /** Evaluates, delivers, and answers where messages went. */
    async deliver(): Promise<string[]> {
      const from = places.length;
      for (const pipeline of ['shop', 'tickets', 'news']) await store.listening.beat(pipeline, stage.now());
      for (const { account, reader } of stage.accounts) await evaluate(account, { ...ports, reader });
      while (await deliverNext(ports));
      return places.slice(from);
    },
    use(given: typeof webhooks) {
      webhooks = given;
    },
    loseBot() {
      hasBot = false;
    },
    refuse(...keys: readonly string[]) {
      refused = [...keys];
    },
  };
}

type Stage = Awaited<ReturnType<typeof setUpWebhooks>>;

async function recover(stage: Stage): Promise<string[]> {
  const places: string[] = [];
  for (let passed = 0; passed < 10 * MINUTE; passed += 30 * SECOND) {
    stage.wait(30 * SECOND);
    await stage.results('shop', 100, 0);
    places.push(...(await stage.deliver()));
  }
  return places;
}

test('messages about a pipeline go to its webhook; those about others and the account to the own place', async ({
  store,
}) => {
  const stage = await setUpWebhooks(store);
  await stage.results('shop', 50, 50);
  await stage.results('tickets', 50, 50);
  await stage.balance('main', 8);
  expect((await stage.deliver()).toSorted()).toEqual(['channel g1-channel', 'channel g1-channel', 'webhook w-shop']);
});

test('a server that has nothing but the webhook is notified of that pipeline alone', async ({ store }) => {
  const stage = await setUpWebhooks(store);
  await store.guilds.leave('g1', NOW);
  await store.guilds.see([{ id: 'g2', name: '', route: { pipeline: 'shop', webhookId: SHOP.id } }], NOW);
  await stage.results('shop', 50, 50);
  await stage.results('tickets', 50, 50);
  await stage.balance('main', 8);
  expect(await stage.deliver()).toEqual(['webhook w-shop']);
});

test('a channel that the server picked for the pipeline takes precedence, as long as there is a bot', async ({
  store,
}) => {
  const stage = await setUpWebhooks(store);
  await store.guilds.choose('g1', { channelId: 'shop-channel' }, [], 'shop');
  await stage.results('shop', 50, 50);
  expect(await stage.deliver()).toEqual(['channel shop-channel']);
  await recover(stage);
  stage.wait(60 * MINUTE);
  stage.loseBot();
  await stage.results('shop', 50, 50);
  expect(await stage.deliver()).toEqual(['webhook w-shop']);
});

test('an id that is not that of the file any more says nothing', async ({ store }) => {
  const stage = await setUpWebhooks(store);
  stage.use({ shop: { id: 'w-new', threadId: null } });
  await stage.results('shop', 50, 50);
  expect(await stage.deliver()).toEqual(['channel g1-channel']);
});

test('the end goes where the incident began, though a channel was picked meanwhile', async ({ store }) => {
  const stage = await setUpWebhooks(store);
  await stage.results('shop', 50, 50);
  expect(await stage.deliver()).toEqual(['webhook w-shop']);
  await store.guilds.choose('g1', { channelId: 'shop-channel' }, [], 'shop');
  expect(await recover(stage)).toEqual(['webhook w-shop']);
});

test('where the webhook was taken out of the file meanwhile, the end goes to the own place', async ({ store }) => {
  const stage = await setUpWebhooks(store);
  await stage.results('shop', 50, 50);
  expect(await stage.deliver()).toEqual(['webhook w-shop']);
  stage.use({});
  expect(await recover(stage)).toEqual(['channel g1-channel']);
});

test('a webhook that is gone is called once: the message goes to the own place instead, which is not marked', async ({
  store,
}) => {
  const stage = await setUpWebhooks(store);
  stage.refuse('webhook w-shop');
  await stage.results('shop', 50, 50);
  expect(await stage.deliver()).toEqual(['channel g1-channel instead']);
  const guild = await store.guilds.get('g1');
  expect([guild?.unusable, guild?.routes['shop']?.unusable?.why]).toEqual([null, 'destinationGone']);
  // Found again by Discord's answer, it is tried again.
  await store.guilds.see([{ id: 'g1', name: '', route: { pipeline: 'shop', webhookId: SHOP.id } }], NOW);
  expect((await store.guilds.get('g1'))?.routes['shop']?.unusable).toBeNull();
});

test('the thread that the file names is that of the messages', async ({ store }) => {
  const stage = await setUpWebhooks(store);
  stage.use({ shop: { id: SHOP.id, threadId: 't9' } });
  await stage.results('shop', 50, 50);
  expect(await stage.deliver()).toEqual(['webhook w-shop t9']);
});
