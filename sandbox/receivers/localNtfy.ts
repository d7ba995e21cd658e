import { z } from 'zod';
import { json, type LocalReceiver, type Received, type ReceiverAnswer, startLocalReceiver } from './localReceiver.ts';

/** https://docs.ntfy.sh/publish/#publish-as-json */
const Publish = z.object({
  topic: z.string().regex(/^[-_A-Za-z0-9]{1,64}$/),
  title: z.string().optional(),
  message: z.string().optional(),
  priority: z.int().min(1).max(5).optional(),
  tags: z.array(z.string()).optional(),
});

const SEQUENCE = /^[-_A-Za-z0-9]{1,64}$/;
const LONGEST_MESSAGE_BYTES = 4_096;
const LONGEST_JSON_BYTES = 8_192;

export type NtfyMessage = z.infer<typeof Publish> & { readonly sequence: string | undefined };

export interface LocalNtfy extends LocalReceiver {
  readonly topic: string;
  readonly token: string;
  /** What a subscriber sees, the oldest first: a message takes the place of the one with the same sequence. */
  readonly messages: readonly NtfyMessage[];
}

/** An ntfy server from 2.16 on, on 127.0.0.1, with one topic that a token opens. */
export async function startLocalNtfy(): Promise<LocalNtfy> {
  const topic = 'captcha-Zx81QpLm77';
  const token = 'tk_0123456789abcdefghijklmnopqrs';
  const messages: NtfyMessage[] = [];
  const server = await startLocalReceiver((received) => {
    if (received.method !== 'POST' || received.path !== '/') return { status: 404 };
    return received.headers.authorization === `Bearer ${token}` ? answerTo(received, topic, messages) : { status: 401 };
  });
  return { ...server, topic, token, messages };
}

function answerTo(received: Received, topic: string, messages: NtfyMessage[]): ReceiverAnswer {
  const parsed = Publish.safeParse(received.body);
  const sequence = received.headers['x-sequence-id']?.toString();
  if (Buffer.byteLength(received.text) > LONGEST_JSON_BYTES) return json(413, { error: 'entity too large' });
  if (sequence !== undefined && !SEQUENCE.test(sequence)) return json(400, { error: 'sequence ID invalid' });
  if (!parsed.success || Buffer.byteLength(parsed.data.message ?? '') > LONGEST_MESSAGE_BYTES) {
    return json(400, { code: 40_024, http: 400, error: 'invalid request' });
  }
  if (parsed.data.topic !== topic) return json(403, { code: 40_301, http: 403, error: 'forbidden' });
  const message = { ...parsed.data, sequence };
  const before = messages.findIndex((one) => one.sequence !== undefined && one.sequence === sequence);
  if (before === -1) messages.push(message);
  else messages[before] = message;
  return json(200, { id: 'xE73Iyuabi', event: 'message', ...parsed.data });
}
