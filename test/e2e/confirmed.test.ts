import { expect, test } from 'vitest';
import { connected } from '../fixtures/program.ts';
import { buttonId, startWithSpike, textOf } from '../fixtures/spike.ts';

type SpikeStage = Awaited<ReturnType<typeof startWithSpike>>;

const ask = async ({ owner }: SpikeStage, line: string) => textOf(await (await owner.type(line)).reply());

/** Discord has the confirmation, and the process does not even get the answer to it. */
async function killAsItIsConfirmed(stage: SpikeStage, act: () => Promise<unknown>): Promise<void> {
  const never = new Promise<never>(() => undefined);
  const shown = stage.discord.faults.delayAfterStored({ method: 'PATCH', path: /@original$/, times: 1 }, never);
  void act().catch(() => undefined);
  await stage.discord.transcript.waitFor(() => shown.hits > 0, { timeoutMs: 10_000 });
  await stage.app.end('SIGKILL');
  await connected(await stage.start({ DISCORD_WEBHOOK_URL: '' }));
}

test.each<[string, (stage: SpikeStage) => Promise<unknown>, string, RegExp]>([
  [
    'a mute',
    ({ owner }) => owner.slash('mute', { alert: 'queue', for: '2h' }),
    '/mutes',
    /\*\*Queue\*\* until <t:\d+:f>/,
  ],
  [
    'an acknowledgement',
    ({ owner, alert }) => owner.button(alert.id, buttonId(alert, 'Acknowledge')),
    '/incidents',
    /acknowledged \*\*Error rate\*\*/,
  ],
  [
    'a threshold',
    ({ owner }) => owner.slash('threshold', { kind: 'queue.depth', value: 77 }),
    '/threshold',
    /above \*\*77\*\*/,
  ],
  [
    'a choice of /setup',
    ({ owner, screen }) => owner.select(screen.id, 'm1:setupTimeZone', ['Asia/Tokyo']),
    '/setup',
    /"default":true[^}]*Asia\/Tokyo|Asia\/Tokyo"[^}]*"default":true/,
  ],
])(
  '%s that somebody sees confirmed is kept, though the process is killed at that moment',
  async (_name, act, line, kept) => {
    const stage = await startWithSpike();
    expect(await ask(stage, line)).not.toMatch(kept);
    await killAsItIsConfirmed(stage, () => act(stage));
    expect(await ask(stage, line)).toMatch(kept);
  },
);
