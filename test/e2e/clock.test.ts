import { rmSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { evaluated, spike } from '../fixtures/program.ts';
import { test } from '../fixtures/test.ts';

const HOUR_MS = 3_600_000;
const EVALUATIONS = 3;

test('a clock that goes an hour ahead and back is no silence, and nothing alerts again when the hour comes', async ({
  setUpFaultyProgram,
}) => {
  const stage = await setUpFaultyProgram('bot');
  const app = await stage.start();
  await app.logged('connected to Discord');
  const titles = () => stage.messages().map(({ embeds }) => embeds[0]?.title);
  const ahead = async () => {
    writeFileSync(stage.files.clock, String(HOUR_MS));
    await evaluated(app, EVALUATIONS);
  };
  const back = async () => {
    rmSync(stage.files.clock);
    await app.logged('the clock was set back');
    await evaluated(app, EVALUATIONS);
  };

  const solved = Array.from({ length: 30 }, () => ({ outcome: 'solved' }));
  expect(await stage.post(app, '/v1/results', solved)).toBe(202);
  await ahead();
  expect(titles()).toEqual([]);
  expect(await stage.post(app, '/v1/results', spike())).toBe(202);
  await expect.poll(titles, { timeout: 20_000 }).toEqual(['⚠️ Error Rate Spike']);
  await back();
  const counts = await stage.data.ask(
    `select sum(solved + failed) as n from solve_buckets where start <= ${Date.now()}`,
  );
  expect(counts).toBe(230);
  await ahead();
  expect(titles()).toEqual(['⚠️ Error Rate Spike']);
});
