import { expect, test } from 'vitest';
import { connected, setUpProgram } from '../fixtures/program.ts';

test('a wrong API key is asked with twice, however often the process starts, and a right one at once', async () => {
  const stage = await setUpProgram();
  const wrong = { CAPTCHAAI_API_KEY: 'f'.repeat(32) };
  for (let starts = 0; starts < 4; starts += 1) {
    const app = await stage.start(wrong);
    await connected(app);
    await app.end('SIGTERM');
  }
  // On a slow machine the call that makes sure may be due.
  expect(stage.captchaAi.calls.length).toBeLessThanOrEqual(2);
  const app = await stage.start();
  await app.logged('another API key');
  expect((await stage.message(0)).embeds[0]?.title).toBe('💰 Balance Alert');
});
