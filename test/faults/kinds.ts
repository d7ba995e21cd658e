import type { AppProcess } from '../../sandbox/appProcess.ts';
import { openStore } from '../../src/store/open.ts';
import type { Stage } from '../fixtures/faultyProgram.ts';
import { isSend } from '../fixtures/isSend.ts';
import { handedOver, isOnIt, keptBackUntilNow, nobodyIsOnIt } from './seeds.ts';

/** One kind of message: what leads to it, what sets it off, and how it is known on the wire. */
export interface Kind {
  /** As in the table. */
  readonly name: string;
  /** As it is kept in `deliveries`. */
  readonly type: string;
  /** By a PATCH of a message that is there, not by a POST of a new one. */
  readonly isEdit?: true;
  readonly title: string;
  /** Settings that it needs. */
  readonly settings?: (stage: Stage) => Readonly<Record<string, string>>;
  /** What must be in the database before the process starts. */
  readonly seed?: (stage: Stage) => Promise<void>;
  /** What happens before the fault begins. */
  readonly prepare?: (stage: Stage, app: AppProcess) => Promise<void>;
  /** Sets the message off; null: the start of the process does. Repeats until it was answered. */
  readonly trigger: ((stage: Stage, app: AppProcess) => Promise<boolean>) | null;
  /** It is sent only of what is known to fire by then, and workers go on posting. */
  readonly goesOn?: true;
  /** It needs the bot's commands. */
  readonly byCommand?: true;
}

const BACKUP = '📊 Queue Backup';

export function titleOf(body: unknown): string | null {
  const { embeds } = (body ?? {}) as { embeds?: readonly { title?: string }[] };
  return embeds?.[0]?.title ?? null;
}

const queue = (depth: number) => async (stage: Stage, app: AppProcess) => {
  const status = await stage.post(app, '/v1/queue', { depth, activeWorkers: 4 });
  return status === 202;
};

async function backUp(stage: Stage, app: AppProcess): Promise<void> {
  await queue(1_000)(stage, app);
  await app.logged('"type":"alert","outcome":"delivered"');
}

export const KINDS: readonly Kind[] = [
  { name: 'alert', type: 'alert', title: BACKUP, trigger: queue(1_000) },
  { name: 'recovery', type: 'recovery', title: '✅ Pipeline Recovered', prepare: backUp, trigger: queue(0) },
  { name: 'edit', type: 'edit', isEdit: true, title: `${BACKUP} (over)`, prepare: backUp, trigger: queue(0) },
  {
    name: 'late',
    type: 'late',
    title: `${BACKUP} (over)`,
    /** Discord takes nothing while the incident comes and goes. */
    async prepare(stage, app) {
      const isAlert = ({ body }: { body: unknown }) => titleOf(body) === BACKUP;
      const hold = stage.discord.faults.rateLimited({ ...isSend, when: isAlert }, { retryAfterMs: 11_000 });
      await queue(1_000)(stage, app);
      await app.logged('"why":"rateLimited"');
      hold.clear();
    },
    trigger: queue(0),
  },
  {
    name: 'top-up',
    type: 'topUp',
    title: '💚 Balance Topped Up',
    async seed({ data }) {
      const store = await openStore(data.location);
      await store.readings.add('default', [{ metric: 'balance', at: Date.now() - 60_000, value: 20_000_000 }]);
      await store.close();
    },
    trigger: null,
  },
  {
    name: 'daily summary',
    type: 'summary',
    title: '📈 Daily CAPTCHA Summary',
    settings: ({ minuteIn }) => ({ SUMMARY_TIME: minuteIn(-10) }),
    trigger: null,
  },
  {
    name: 'catch-up',
    type: 'catchUp',
    title: '🌙 While It Was Quiet',
    /** An earlier process was killed in quiet hours, which are over by now. */
    seed: keptBackUntilNow,
    trigger: null,
  },
  {
    name: 'escalation step',
    type: 'escalation',
    title: '🚨 Nobody Has Acknowledged This',
    /** An earlier process sent the alert of a critical incident, and was killed before its step was due. */
    seed: nobodyIsOnIt,
    trigger: queue(1_000),
    goesOn: true,
  },
  {
    name: 'still on it?',
    type: 'stillOnIt',
    title: '⏰ Still on It?',
    /** Somebody acknowledged it hours ago. */
    seed: isOnIt,
    trigger: queue(1_000),
  },
  {
    name: 'handover',
    type: 'handover',
    title: 'Handover',
    /** The turn changed hands while no process ran. */
    seed: handedOver,
    settings: () => ({ TIME_ZONE: 'UTC' }),
    trigger: null,
  },
  {
    name: 'test alert',
    type: 'test',
    title: '🧪 Test',
    byCommand: true,
    async trigger({ owner }) {
      await owner.slash('test', { severity: 'warning' });
      return true;
    },
  },
];
