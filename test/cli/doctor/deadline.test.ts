import { expect, test } from 'vitest';
import { createDeadline } from '../../../src/cli/doctor/deadline.ts';

const never = () => new Promise<never>(() => undefined);

test('a call that never ends is ended, also where it does not heed the signal', async () => {
  const deadline = createDeadline({ callMs: 20, allMs: 60_000 });
  await expect(deadline(never)).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('the time of all calls together goes before that of one', async () => {
  const deadline = createDeadline({ callMs: 60_000, allMs: 30 });
  await expect(deadline(never)).rejects.toMatchObject({ name: 'TimeoutError' });
  await expect(deadline(never)).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('the signal tells the call, and what comes in time is passed on as it is', async () => {
  const deadline = createDeadline({ callMs: 20, allMs: 60_000 });
  const heard = deadline(
    (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('heard'))),
  );
  await expect(heard).rejects.toMatchObject({ name: 'TimeoutError' });
  await expect(deadline(async () => 42)).resolves.toBe(42);
  await expect(deadline(() => Promise.reject(new TypeError('no')))).rejects.toThrow(TypeError);
});
