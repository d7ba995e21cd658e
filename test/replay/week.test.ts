import { expect, test } from 'vitest';
import { replayWeek } from './replay.ts';
const t = performance.now();
test('week', async () => {
  const { text } = await replayWeek(1);
  console.log(performance.now() - t);
  await expect(text).toMatchFileSnapshot('golden.txt');
}, 200_000);
