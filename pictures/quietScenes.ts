import { alertsToChannel, results, type Scene, SPIKE } from './alertScenes.ts';

const MINUTE = 60_000;

/** A morning on which it is quiet for an hour: what comes and goes in it, what stays, and what is said at its end. */
export const QUIET_SCENES: readonly Scene[] = [
  {
    name: 'quiet',
    stage: { settings: { QUEUE_HOLD_SECONDS: '0', ERRORS_CLEAR_SECONDS: '1', RUNWAY_ALERTS: 'off' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      const camera = await open();
      await camera.type('/quiet from:09:00 to:10:00 days:mon-fri passes:Nothing');
      await camera.type('/quiet from:22:00 to:07:00');
      await camera.type('/quiet');
      await camera.photograph('quiet', 3);
      await stage.post('/v1/results', SPIKE);
      await camera.tab.waitForTimeout(1_500);
      await stage.skip(6 * MINUTE);
      await stage.post('/v1/results', results(96, { TIMEOUT: 4 }));
      await camera.tab.waitForTimeout(1_500);
      await stage.skip(2 * MINUTE);
      await camera.tab.waitForTimeout(1_500);
      await stage.skip(45 * MINUTE);
      await stage.post('/v1/queue', { depth: 340, activeWorkers: 8 });
      await camera.tab.waitForTimeout(1_500);
      await stage.skip(4 * MINUTE);
      await stage.post('/v1/queue', { depth: 372, activeWorkers: 8 });
      await camera.tab.waitForTimeout(1_500);
      await stage.skip(MINUTE);
      await camera.tab.getByText('While It Was Quiet').waitFor();
      await camera.photograph('catch-up');
    },
  },
];
