import { setTimeout as sleep } from 'node:timers/promises';
import type { Camera } from './camera.ts';
import type { Stage, StageOptions } from './stage.ts';

const MINUTE = 60_000;

/** One story of the channel: what happens, and the pictures taken of it. */
export interface Scene {
  readonly name: string;
  readonly stage: StageOptions;
  readonly play: (stage: Stage, open: (options?: { readonly phone?: boolean }) => Promise<Camera>) => Promise<void>;
}

export const results = (solved: number, failed: Readonly<Record<string, number>> = {}, latencyMs = 22_400) => [
  ...Array.from({ length: solved }, () => ({ outcome: 'solved', latencyMs })),
  ...Object.entries(failed).flatMap(([errorCode, count]) =>
    Array.from({ length: count }, () => ({ outcome: 'failed', errorCode })),
  ),
];

const ofType = (captchaType: string, all: ReturnType<typeof results>) => all.map((each) => ({ ...each, captchaType }));

/** The spike of the README: 22.5 % of 200 tasks. */
export const SPIKE = results(155, { ERROR_CAPTCHA_UNSOLVABLE: 30, TIMEOUT: 15 });

/** Alerts go to the channel, critical ones ping the role. */
export async function alertsToChannel({ setUp, channel, role }: Stage): Promise<void> {
  await setUp({ setupChannel: channel.id, setupMention: role.id });
}

/** A scene that tells one message in the bot's own channel. */
function single(name: string, stage: StageOptions, cause: (stage: Stage) => Promise<void>): Scene {
  return {
    name,
    stage,
    async play(set, open) {
      await alertsToChannel(set);
      await cause(set);
      await set.skip(20_000);
      await set.notified(1);
      const camera = await open();
      await camera.photograph(name);
    },
  };
}

export const ALERT_SCENES: readonly Scene[] = [
  {
    name: 'alert-several',
    stage: { pipelines: ['shop', 'tickets', 'news'], settings: { ERRORS_CLEAR_SECONDS: '1' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      const worse = results(100, { ERROR_PROXY_CONNECTION_FAILED: 100 });
      // While a message is on its way, what comes waits together.
      const held = Promise.withResolvers<undefined>();
      const fault = stage.discord.faults.delayBefore({ method: 'POST', path: /messages$/ }, held.promise);
      const tested = stage.owner.type('/test warning');
      while (fault.hits === 0) await sleep(20);
      await stage.post('/v1/results', SPIKE, 'shop');
      await stage.post('/v1/results', worse, 'tickets');
      await stage.post('/v1/results', SPIKE, 'news');
      await sleep(3_000);
      fault.clear();
      held.resolve(undefined);
      await tested;
      await stage.notified(2);
      const camera = await open();
      await camera.click('Acknowledge');
      await camera.tab.getByText('has been on it since').first().waitFor();
      await stage.skip(6 * MINUTE);
      await stage.post('/v1/results', results(960, { TIMEOUT: 4 }), 'shop');
      await sleep(2_000);
      await stage.skip(20_000);
      await stage.notified(3);
      await stage.edited(1);
      await camera.photograph('alert-several', 2);
    },
  },
  single('alert', {}, (stage) => stage.post('/v1/results', SPIKE)),
  {
    name: 'alert-story',
    stage: {},
    async play(stage, open) {
      await alertsToChannel(stage);
      await stage.post('/v1/results', SPIKE);
      await stage.notified(1);
      const camera = await open();
      await camera.click('Acknowledge');
      await camera.tab.getByText('has been on it since').waitFor();
      await camera.click('Mute 1 h');
      await camera.tab.getByText('muted this until').waitFor();
      await camera.photograph('alert-acknowledged');
      await stage.skip(3 * MINUTE);
      await camera.click('Details');
      await camera.tab.locator('.embed').nth(1).waitFor();
      await camera.photograph('alert-details');
    },
  },
  {
    name: 'alert-over',
    stage: { settings: { ERRORS_CLEAR_SECONDS: '1' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      await stage.post('/v1/results', SPIKE);
      await stage.notified(1);
      await stage.skip(6 * MINUTE);
      await stage.post('/v1/results', results(96, { TIMEOUT: 4 }));
      const camera = await open();
      await camera.tab.waitForTimeout(1_500);
      await stage.skip(2 * MINUTE);
      await camera.tab.getByText('(over)').waitFor();
      await camera.tab.getByText('Pipeline Recovered').waitFor();
      await camera.photograph('alert-over', 2);
    },
  },
  {
    name: 'balance-story',
    stage: { settings: { RUNWAY_ALERTS: 'off' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      stage.captchaAi.setBalance(8.42);
      await stage.restart();
      await stage.notified(1);
      const camera = await open();
      await camera.photograph('alert-balance');
      for (const [usd, count] of [
        [1.5, 2],
        [101.5, 3],
      ] as const) {
        await stage.skip(20 * MINUTE);
        stage.captchaAi.setBalance(usd);
        await stage.restart();
        await stage.notified(count);
      }
      await camera.tab.getByText('Balance Topped Up').waitFor();
      await camera.photograph('balance-critical-recovered', 2);
    },
  },
  {
    name: 'top-up',
    stage: { balanceUsd: 42.3 },
    async play(stage, open) {
      await alertsToChannel(stage);
      await stage.skip(20 * MINUTE);
      stage.captchaAi.setBalance(142.3);
      await stage.restart();
      await stage.notified(1);
      await (await open()).photograph('top-up');
    },
  },
  single('alert-queue', { settings: { QUEUE_HOLD_SECONDS: '0' } }, (stage) =>
    stage.post('/v1/queue', { depth: 340, activeWorkers: 8 }),
  ),
  single('alert-silence', {}, async (stage) => {
    await stage.post('/v1/results', results(120));
    await stage.skip(12 * MINUTE);
  }),
  {
    name: 'alert-provider',
    stage: { settings: { PROVIDER_ACCOUNT_FAILURES: '1' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      stage.captchaAi.setMood({ code: 'ERROR_KEY_DOES_NOT_EXIST' });
      await stage.restart();
      await stage.notified(1);
      await stage.post('/v1/results', SPIKE);
      await stage.edited(0);
      await (await open()).photograph('alert-provider');
    },
  },
  {
    name: 'alert-outage',
    stage: { settings: { PROVIDER_OUTAGE_FAILURES: '1' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      stage.captchaAi.setMood('badGateway');
      await stage.restart();
      await stage.notified(1);
      await (await open()).photograph('alert-outage');
    },
  },
  single('alert-latency', {}, (stage) =>
    stage.post('/v1/results', [...results(30, {}, 31_000), ...results(10, {}, 143_000)]),
  ),
  single('alert-types', {}, (stage) =>
    stage.post('/v1/results', [
      ...ofType('image', results(400)),
      ...ofType('turnstile', results(9, { ERROR_CAPTCHA_UNSOLVABLE: 31 })),
    ]),
  ),
  single('alert-workers', { settings: { WORKERS_HOLD_SECONDS: '0' } }, (stage) =>
    stage.post('/v1/queue', { depth: 340, activeWorkers: 0 }),
  ),
  single('alert-threads', { settings: { ERRORS_RATE_PERCENT: '50' } }, (stage) =>
    stage.post('/v1/results', results(170, { ERROR_NO_SLOT_AVAILABLE: 30 })),
  ),
  {
    name: 'alert-runway',
    stage: { balanceUsd: 20, withHistory: true, isSetUp: true },
    async play(stage, open) {
      await alertsToChannel(stage);
      await stage.notified(1);
      await (await open()).photograph('alert-runway');
    },
  },
  {
    name: 'suppressed',
    stage: { settings: { ALERT_COOLDOWN_SECONDS: '60' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      const camera = await open();
      await camera.type('/mute alert:errors for:10m');
      await stage.post('/v1/results', SPIKE);
      for (let minute = 0; minute < 10; minute += 1) {
        await camera.tab.waitForTimeout(1_200);
        await stage.skip(MINUTE);
        await stage.post('/v1/results', SPIKE.slice(100));
      }
      await camera.tab.getByText('suppressed while this was muted').waitFor();
      await camera.photograph('suppressed');
    },
  },
  {
    name: 'late',
    stage: { settings: { ERRORS_CLEAR_SECONDS: '1' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      const outage = stage.discord.faults.status({ method: 'POST', path: /\/messages$/ }, 503);
      await stage.post('/v1/results', SPIKE);
      await stage.discord.transcript.waitFor(() => outage.hits > 0, { timeoutMs: 15_000 });
      await stage.skip(6 * MINUTE);
      await stage.post('/v1/results', results(96, { TIMEOUT: 4 }));
      const camera = await open();
      await camera.tab.waitForTimeout(2_000);
      await stage.skip(2 * MINUTE);
      await camera.tab.waitForTimeout(2_000);
      outage.clear();
      await stage.skip(2 * MINUTE);
      await camera.tab.getByText('Sent Late').waitFor();
      await camera.photograph('late');
    },
  },
  {
    name: 'daily-summary',
    stage: { withHistory: true, settings: { SUMMARY_TIME: '09:10', RUNWAY_ALERTS: 'off' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      await stage.skip(9 * MINUTE);
      await stage.restart();
      await stage.notified(1);
      await (await open()).photograph('daily-summary');
    },
  },
  {
    name: 'webhook',
    stage: { via: 'webhook', balanceUsd: 1.42 },
    async play(stage, open) {
      await stage.notified(1);
      await (await open()).photograph('webhook');
    },
  },
];
