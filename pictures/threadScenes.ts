import { PermissionFlagsBits } from 'discord-api-types/v10';
import { alertsToChannel, type Scene } from './alertScenes.ts';

const MINUTE = 60_000;
const BACKED_UP = { depth: 340, activeWorkers: 8 };
const EMPTY = { depth: 4, activeWorkers: 8 };

/** What waited in the hour before. */
const BEFORE = [12, 8, 21, 14, 30, 44, 73];
const SOLVED = Array.from({ length: 40 }, () => ({ outcome: 'solved' }));

/** An incident that goes on in a thread. */
export const THREAD_SCENES: readonly Scene[] = [
  {
    name: 'threads',
    stage: { settings: { INCIDENT_THREADS: 'thread', QUEUE_HOLD_SECONDS: '0', RUNWAY_ALERTS: 'off' } },
    async play(stage, open) {
      const { discord, channel, post, skip } = stage;
      const allow = PermissionFlagsBits.CreatePublicThreads;
      discord.updateChannel(channel.id, { overwrites: [{ id: discord.bot.userId, type: 'member', allow }] });
      await alertsToChannel(stage);
      for (const depth of BEFORE) {
        await post('/v1/queue', { ...BACKED_UP, depth });
        await post('/v1/results', SOLVED);
        await skip(8 * MINUTE);
      }
      await post('/v1/queue', BACKED_UP);
      await stage.notified(1);
      const threadId = stage.messages()[0]?.id ?? '';
      // The first is what Discord itself says of the message above.
      const said = (count: number) =>
        discord.transcript.waitFor(() => discord.messages(threadId).length > count, { timeoutMs: 15_000 });
      await said(1);
      await post('/v1/results', SOLVED);
      await skip(5 * MINUTE);
      await post('/v1/results', SOLVED);
      await post('/v1/queue', { ...BACKED_UP, depth: 360 });
      await said(2);
      const camera = await open();
      await camera.click('Acknowledge');
      await said(3);
      await camera.click('Note');
      await camera.tab.getByLabel('Note', { exact: true }).fill('Two workers hang. Restarting them.');
      await camera.tab.getByRole('button', { name: 'Submit' }).click();
      await said(4);
      await camera.tab.getByText('Restarting them').waitFor();
      await post('/v1/queue', EMPTY);
      await camera.tab.waitForTimeout(1_500);
      await skip(3 * MINUTE);
      await post('/v1/queue', EMPTY);
      await said(6);
      await camera.tab.getByText('(over)').waitFor();
      await camera.tab.getByRole('combobox').focus();
      await camera.photograph('thread-channel');
      await camera.tab.goto(await stage.pageOf(threadId));
      await camera.tab.getByText('Recovered').first().waitFor();
      await camera.photograph('thread', 7);
    },
  },
];
