import { expect, onTestFinished, test } from 'vitest';
import { createPost } from '../../../clients/node/delivery/post.ts';
import { ENDLESS, startTrickling, TAKEN_AT_ONCE } from '../../fixtures/tricklingServer.ts';

const REQUEST_MS = 300;

async function setUp(answerTo: Parameters<typeof startTrickling>[0]) {
  const { url } = await startTrickling(answerTo);
  const post = createPost(new URL(url), 'reporter-token-0123456789', REQUEST_MS);
  onTestFinished(() => post.close());
  return async () => {
    const startedAt = performance.now();
    const answer = await post.send('/v1/results', '[]');
    return { status: answer?.status ?? 0, tookMs: performance.now() - startedAt };
  };
}

test.each(ENDLESS)(
  'a request ends with its time where the answer is %s without an end',
  async (_name, answer, status) => {
    const send = await setUp(() => answer);
    const ended = await send();
    expect(ended.status).toBe(status);
    expect(ended.tookMs).toBeGreaterThan(REQUEST_MS - 10);
    expect(ended.tookMs).toBeLessThan(REQUEST_MS + 500);
  },
);

test('the request after it has a connection of its own', async () => {
  const [, [, slow]] = ENDLESS as [unknown, (typeof ENDLESS)[number]];
  const send = await setUp((index) => (index === 0 ? slow : TAKEN_AT_ONCE));
  expect([(await send()).status, (await send()).status]).toEqual([0, 202]);
});
