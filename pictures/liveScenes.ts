import { results, type Scene, SPIKE } from './alertScenes.ts';

const MINUTE = 60_000;

/** One message that shows how everything stands, in the channel that is photographed; alerts go elsewhere. */
export const LIVE_SCENES: readonly Scene[] = [
  {
    name: 'live-status',
    stage: { pipelines: ['shop', 'tickets', 'news'], settings: { QUEUE_HOLD_SECONDS: '0' } },
    async play(stage, open) {
      const alerts = stage.discord.addChannel(stage.guild.id, { name: 'alerts' });
      await stage.setUp({ setupChannel: alerts.id, setupLive: stage.channel.id });
      await stage.post('/v1/results', results(96, { TIMEOUT: 4 }), 'tickets');
      await stage.post('/v1/queue', { depth: 340, activeWorkers: 8 }, 'news');
      await stage.post('/v1/results', SPIKE, 'shop');
      await stage.skip(MINUTE);
      const text = () => stage.messages()[0]?.embeds[0]?.description ?? '';
      const isShown = () => text().includes('22.5%') && text().includes('340');
      await stage.discord.transcript.waitFor(isShown, { timeoutMs: 20_000 });
      const camera = await open();
      await camera.photograph('live-status');
    },
  },
];
