import { writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { evaluated } from '../fixtures/program.ts';
import { buttonId } from '../fixtures/spike.ts';
import { test } from '../fixtures/test.ts';

const HOUR_MS = 3_600_000;
const EVALUATIONS = 3;
const UTC = { TIME_ZONE: 'UTC' };

test('quiet hours over a kill: nothing while they last, and one catch-up when they end', async ({
  setUpFaultyProgram,
}) => {
  const stage = await setUpFaultyProgram('bot');
  const first = await stage.start(UTC);
  await first.logged('connected to Discord');
  const titles = () => stage.messages().map(({ embeds }) => embeds[0]?.title);
  const added = await stage.owner.slash('quiet', { from: stage.minuteIn(-10), to: stage.minuteIn(50) });
  expect((await added.reply()).content).toContain('Quiet until');

  const backUp = () => ({ depth: 340, activeWorkers: 4 });
  expect(await stage.post(first, '/v1/queue', backUp())).toBe(202);
  await evaluated(first, EVALUATIONS);
  const status = await (await stage.owner.slash('status')).reply();
  expect(status.embeds[0]?.description).toContain('waits for the end of quiet hours');
  expect(status.embeds[0]?.fields?.map(({ name }) => name)).toContain('Quiet Hours');
  const why = await (await stage.owner.slash('why', { alert: 'queue' })).reply();
  expect(why.embeds[0]?.description).toContain('it waits for the end of quiet hours');
  await first.end('SIGKILL');
  expect(titles()).not.toContain('📊 Queue Backup');

  const second = await stage.start(UTC);
  await second.logged('connected to Discord');
  expect(await stage.post(second, '/v1/queue', backUp())).toBe(202);
  await evaluated(second, EVALUATIONS);
  const before = stage.messages().length;

  // Killed again, as its end is written.
  await second.end('SIGTERM');
  writeFileSync(stage.files.clock, String(HOUR_MS));
  const third = await stage.start({ ...UTC, KILL_AT: 'before commit of decision', KILL_TYPE: 'catchUp' });
  await third.exited;
  expect(stage.messages()).toHaveLength(before);

  const last = await stage.start(UTC);
  await last.logged('connected to Discord');
  await expect.poll(() => titles().slice(before), { timeout: 20_000 }).toEqual(['🌙 While It Was Quiet']);
  const [caughtUp] = stage.messages().slice(before);
  expect(caughtUp?.embeds[0]?.description).toMatch(
    /Incidents: \*\*1\*\*, still open: \*\*1\*\*\.\n\n🟠 .*\*\*Queue\*\*.* 340 /,
  );

  expect(await stage.post(last, '/v1/queue', backUp())).toBe(202);
  await evaluated(last, EVALUATIONS);
  expect(titles().slice(before)).toEqual(['🌙 While It Was Quiet']);

  // Nobody could take it on before: the first message that tells of it is this one.
  if (caughtUp === undefined) throw new Error('no catch-up');
  await stage.owner.button(caughtUp.id, buttonId(caughtUp, 'Acknowledge'));
  await expect
    .poll(
      () =>
        stage
          .messages()
          .at(-1)
          ?.embeds[0]?.fields?.map(({ name }) => name),
      { timeout: 20_000 },
    )
    .toContain('Acknowledged');
  const onIt = await (await stage.owner.slash('status')).reply();
  expect(onIt.embeds[0]?.description).toContain('acknowledged by');
});
