import { expect } from 'vitest';
import { type Config, parseConfig } from '../../src/config/config.ts';
import type { QuietHours } from '../../src/monitor/alerts/quietHours.ts';
import { putInForce } from '../../src/roles/putInForce.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { setUpPager } from '../fixtures/pager.ts';
import { quietHours } from '../fixtures/quietHours.ts';
import { test } from '../fixtures/test.ts';
import { HOUR } from '../fixtures/thresholds.ts';

const NIGHT = quietHours('12:30-15:00', { passes: 'nothing' });

/** A page that waits for the end of the quiet hours of the settings. */
async function setUp(store: OpenStore) {
  const stage = await setUpPager(store, [{ outcome: 'retry', why: 'rateLimited', afterMs: HOUR }]);
  const { guildDefaults, clock } = stage.ports;
  Object.assign(guildDefaults, { quietHours: [NIGHT] });
  await stage.balance(1);
  await stage.page();
  stage.wait(HOUR);
  await stage.deliver();
  const config: Config = parseConfig({
    CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
    INGEST_TOKEN: 'a-token-for-the-test',
    DISCORD_WEBHOOK_URL: 'https://discord.com/api/webhooks/100000000000000001/token',
  });
  const raised: string[] = [];
  const core = {
    config: { ...config, quietHours: [NIGHT] },
    store,
    clock,
    replace: ({ quietHours: hours }: Config) => void Object.assign(guildDefaults, { quietHours: hours }),
  };
  const deliver = { raise: () => void raised.push('deliver'), listen: () => () => undefined };
  return {
    ...stage,
    raised,
    use: (hours: readonly QuietHours[]) => putInForce({ ...config, quietHours: hours }, core, { deliver }),
  };
}

test('settings without the quiet hours that a page waits for: it leaves at once', async ({ store }) => {
  const { use, deliver, raised, pages } = await setUp(store);
  expect(await deliver()).toBe(false);
  await use([]);
  expect([raised, await deliver(), pages.length]).toEqual([['deliver'], true, 2]);
});

test('settings with the same quiet hours: it waits', async ({ store }) => {
  const { use, deliver, raised, pages } = await setUp(store);
  await use([{ ...NIGHT }]);
  expect([raised, await deliver(), pages.length]).toEqual([[], false, 1]);
});
