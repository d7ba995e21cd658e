import { expect, test } from 'vitest';
import { createDeadline } from '../../../src/cli/doctor/deadline.ts';
import { checkPort } from '../../../src/cli/doctor/port.ts';
import { setUpEndless } from '../../fixtures/endlessServer.ts';

test('another program on the port that never stops talking is cut off', async () => {
  const server = await setUpEndless(200, { 'content-type': 'application/json' }, '{"status":"ok"');
  const deadline = createDeadline({ callMs: 5_000, allMs: 5_000 });
  const { text } = await checkPort('127.0.0.1', server.port, deadline);
  expect(text).toContain('is in use by another program');
  expect(server.bytes()).toBeLessThan(16 * 1_048_576);
});
