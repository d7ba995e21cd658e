import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../sandbox/freePort.ts';
import { NOTHING_KNOWN, readingOf, readQueue } from '../fixtures/readQueue.ts';

const LOGIN = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test-secret', AWS_REGION: 'eu-central-1' };

beforeEach(() => {
  for (const [name, value] of Object.entries(LOGIN)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

/** A local SQS. It only keeps what it has while it runs. */
async function startSqs(port: number) {
  const app = buildApp({ logger: false, host: 'localhost' });
  await app.listen({ host: '127.0.0.1', port });
  const client = new SQSClient({ endpoint: `http://127.0.0.1:${port}`, useQueueUrlAsEndpoint: false });
  onTestFinished(async () => {
    client.destroy();
    await app.close();
  });
  await client.send(new CreateQueueCommand({ QueueName: 'captcha', Attributes: { VisibilityTimeout: '600' } }));
  const url = `http://127.0.0.1:${port}/000000000000/captcha`;
  return {
    url,
    send: (count: number, DelaySeconds = 0) =>
      Promise.all(
        Array.from({ length: count }, () =>
          client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'task', DelaySeconds })),
        ),
      ),
    receive: (count: number) => client.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: count })),
    stop: () => app.close(),
  };
}

test('messages that wait are the depth, and those that were received and not deleted are being worked on', async () => {
  const { url, send, receive } = await startSqs(await freePort());
  await send(5);
  await send(1, 900);
  await receive(2);
  expect(await readingOf({ type: 'sqs', url })).toEqual({ ...NOTHING_KNOWN, depth: 3, busy: 2 });
});

test('a queue that there is not is not found', async () => {
  const { url } = await startSqs(await freePort());
  expect(await readQueue({ type: 'sqs', url: `${url}x` })).toEqual({ ok: false, why: 'notFound' });
});

test('nothing is written past the log, and no address of AWS is asked', async () => {
  const written = vi.spyOn(console, 'warn');
  onTestFinished(() => written.mockRestore());
  const { url } = await startSqs(await freePort());
  await readingOf({ type: 'sqs', url });
  expect(written).not.toHaveBeenCalled();
});

test('without credentials it is refused in words of ours', async () => {
  const { url } = await startSqs(await freePort());
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, '');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
  expect(await readQueue({ type: 'sqs', url })).toEqual({ ok: false, why: 'unauthorized' });
});

test('is unknown while it is down, and known again', async () => {
  const port = await freePort();
  const { url, stop } = await startSqs(port);
  await stop();
  expect(await readQueue({ type: 'sqs', url })).toEqual({ ok: false, why: 'unreachable' });
  const again = await startSqs(port);
  await again.send(1);
  expect(await readingOf({ type: 'sqs', url })).toMatchObject({ depth: 1 });
});
