import { alertsToChannel, type Scene } from './alertScenes.ts';
import type { Camera } from './camera.ts';
import type { Stage } from './stage.ts';

const MINUTE = 60_000;
/** More than five times the threshold: critical. */
const BACKED_UP = { depth: 700, activeWorkers: 8 };

/** Time goes by, and the queue is still as long. */
async function wait({ skip, post }: Stage, { tab }: Camera, minutes: number): Promise<void> {
  await skip(minutes * MINUTE);
  await post('/v1/queue', BACKED_UP);
  await tab.waitForTimeout(1_500);
}

/** A critical alert, from whom it pings and tells next to who is on it, and whether they still are. */
export const ATTENTION_SCENES: readonly Scene[] = [
  {
    name: 'attention',
    stage: { settings: { QUEUE_HOLD_SECONDS: '0', RUNWAY_ALERTS: 'off', ALERT_COOLDOWN_SECONDS: '86400' } },
    async play(stage, open) {
      const { discord, guild, owner } = stage;
      await alertsToChannel(stage);
      const lead = discord.addRole(guild.id, { name: 'lead', mentionable: true });
      const ops = discord.addChannel(guild.id, { name: 'ops' });
      const say = async (command: string, options: Readonly<Record<string, string>>) =>
        (await owner.slash(command, options)).reply();
      const camera = await open();
      await say('oncall', { add: discord.owner.id });
      await camera.tab.locator('.message').nth(0).waitFor();
      await camera.photograph('oncall');
      await say('escalation', { after: '5m', mention: lead.id });
      await say('escalation', { after: '15m', channel: ops.id });
      await say('escalation', { after: '30m', direct_message: discord.owner.id });
      await say('escalation', {});
      await camera.tab.locator('.message').nth(4).waitFor();
      await camera.photograph('escalation-steps');

      await stage.post('/v1/queue', BACKED_UP);
      await camera.tab.getByText('Queue Backup').waitFor();
      await wait(stage, camera, 5);
      await camera.tab.getByText('Nobody Has Acknowledged This').waitFor();
      await camera.tab.getByText('Escalated to').waitFor();
      await camera.photograph('escalation', 2);

      await camera.click('Acknowledge');
      await camera.tab.getByText('has been on it since').first().waitFor();
      await wait(stage, camera, 120);
      await camera.tab.getByText('Still on It?').waitFor();
      await camera.photograph('still-on-it');
    },
  },
  {
    name: 'note',
    stage: { settings: { QUEUE_HOLD_SECONDS: '0', RUNWAY_ALERTS: 'off' } },
    async play(stage, open) {
      await alertsToChannel(stage);
      const camera = await open();
      await stage.post('/v1/queue', BACKED_UP);
      await camera.tab.getByText('Queue Backup').waitFor();
      await camera.click('Acknowledge');
      await camera.tab.getByText('has been on it since').waitFor();
      await camera.click('Note');
      const note = 'A deploy stopped half of the workers. Rolling it back.';
      await camera.tab.getByLabel('Note', { exact: true }).fill(note);
      await camera.photographForm('note-form');
      await camera.tab.getByRole('button', { name: 'Submit' }).click();
      await camera.tab.getByText('Rolling it back').waitFor();
      await camera.tab.getByRole('combobox').focus();
      await camera.photograph('note');
    },
  },
];
