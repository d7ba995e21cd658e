import { alertsToChannel, results, type Scene, SPIKE } from './alertScenes.ts';

const MINUTE = 60_000;

/** Alerts in one line, and what comes and goes. */
export const NOISE_SCENES: readonly Scene[] = [
  {
    name: 'compact',
    stage: { settings: { ALERT_FORMAT: 'compact', ERRORS_CLEAR_SECONDS: '1', QUEUE_HOLD_SECONDS: '0' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      const camera = await open();
      await stage.post('/v1/queue', { depth: 340, activeWorkers: 8 });
      await stage.notified(1);
      await stage.post('/v1/results', SPIKE);
      await stage.notified(2);
      await camera.click('Acknowledge');
      await stage.edited(1);
      await stage.skip(6 * MINUTE);
      await stage.post('/v1/results', results(96, { TIMEOUT: 4 }));
      await camera.tab.waitForTimeout(1_500);
      await stage.skip(MINUTE);
      await camera.tab.getByText('Solve rate recovered').waitFor();
      await camera.tab.waitForTimeout(1_500);
      await camera.photograph('compact', 3);
    },
  },
  {
    name: 'flapping',
    stage: { settings: { QUEUE_HOLD_SECONDS: '0', ALERT_COOLDOWN_SECONDS: '60' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      for (let i = 1; i <= 6; i += 1) {
        await stage.post('/v1/queue', { depth: 300 + 10 * i, activeWorkers: 8 });
        await stage.notified(2 * i - 1);
        await stage.skip(2 * MINUTE);
        await stage.post('/v1/queue', { depth: 12, activeWorkers: 8 });
        await stage.notified(2 * i);
        await stage.skip(5 * MINUTE);
      }
      const camera = await open();
      await camera.photograph('flapping', 2);
    },
  },
];
