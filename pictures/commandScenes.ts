import { alertsToChannel, results, type Scene, SPIKE } from './alertScenes.ts';

const MINUTE = 60_000;

/** Each answer of a command, in a channel with two weeks of history. */
export const COMMAND_SCENES: readonly Scene[] = [
  {
    name: 'commands',
    stage: { withHistory: true, balanceUsd: 31.4, isSetUp: true },
    async play(stage, open) {
      await alertsToChannel(stage);
      await stage.post('/v1/queue', { depth: 12, activeWorkers: 8 });
      await stage.post('/v1/results', results(28, { TIMEOUT: 1 }));
      await stage.notified(1);
      const camera = await open();
      await stage.skip(20_000);
      const shoot = async (name: string, ...lines: readonly string[]) => {
        for (const line of lines) await camera.type(line);
        await camera.photograph(name, lines.length);
      };
      await shoot('balance', '/balance');
      await shoot('status', '/status');
      await shoot('summary', '/summary period:7d');
      await shoot('errors', '/errors window:1d');
      await shoot('latency', '/latency window:1d');
      await shoot('cost', '/cost period:7d');
      await shoot('queue', '/queue');
      await shoot('explain', '/explain code:ERROR_PROXY_CONNECTION_FAILED');
      await shoot('help', '/help');
      await shoot('threshold', '/threshold');
      await shoot('settings', '/threshold kind:errors.rate value:20', '/cooldown length:10m');
      await shoot('refusals', '/threshold kind:errors.rate value:500', '/mute alert:queue for:soonish');
      await shoot('setup', '/setup');
      await camera.type('/test');
      await camera.tab.getByText('Nothing is wrong').waitFor();
      await camera.photograph('test', 2);
      const phone = await open({ phone: true });
      await phone.type('/errors window:1d');
      await phone.photograph('phone');
      await phone.close();
      await camera.suggestions('autocomplete', '/mute alert:errors for:2h30');
      await shoot(
        'mute',
        '/mute alert:errors for:2h reason:"deploy of the new proxy pool"',
        '/mutes',
        '/unmute alert:errors',
      );
    },
  },
  {
    name: 'commands-incidents',
    stage: { settings: { QUEUE_HOLD_SECONDS: '0', ERRORS_CLEAR_SECONDS: '1' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      const camera = await open();
      await stage.post('/v1/results', SPIKE);
      await stage.notified(1);
      await camera.click('Acknowledge');
      await stage.skip(6 * MINUTE);
      await stage.post('/v1/results', results(96, { TIMEOUT: 4 }));
      await camera.tab.waitForTimeout(1_500);
      await stage.skip(MINUTE);
      await camera.tab.getByText('Pipeline Recovered').waitFor();
      await stage.skip(25 * MINUTE);
      await stage.post('/v1/queue', { depth: 340, activeWorkers: 8 });
      await camera.tab.getByText('Queue Backup').waitFor();
      await camera.type('/threshold kind:queue.depth value:400');
      await camera.type('/mute alert:queue for:30m');
      await camera.type('/incidents');
      await camera.photograph('incidents');
      await camera.type('/why alert:queue at:now');
      await camera.photograph('why');
      await camera.type('/export');
      await camera.photograph('export');
      await stage.skip(40_000);
      await camera.type('/status');
      await camera.photograph('status-firing');
    },
  },
];
