import { isPrivateAddress, literalAddress } from '../../receivers/outside/privateAddress.ts';
import { addressSecrets } from '../../redaction/addressSecrets.ts';
import { ANY_QUERY, secretAddressProblem } from '../../redaction/secretAddress.ts';
import type { ReceiverConfig, ReceiverTarget } from '../receiverConfig.ts';
import { RECEIVER_TYPES, type Receiver } from './receivers.ts';
import { referenceIn, referenceTo } from './references.ts';
import type { Path, Say, SecretAt, SecretForm } from './secretAt.ts';

/** How a file is read, and where what is wrong is said. */
interface Reading {
  readonly secretAt: SecretAt;
  readonly say: Say;
}

const ROUTING_KEY = {
  form: /^[A-Za-z\d]{32}$/,
  words: 'must hold the 32 characters of an integration key of PagerDuty',
};
const ADDRESS = { form: /^https?:\/\/[^\s/]\S*$/, words: 'must hold an http(s) address' };
const TOKEN = { form: /^[\x21-\x7e]{6,}$/, words: 'must hold at least 6 visible ASCII characters without spaces' };
const TOPIC = { form: /^[-\w]{1,64}$/, words: 'must hold a topic: up to 64 letters, digits, _ and -' };
const WEBHOOK_SECRET = {
  form: /^(?:whsec_)?[A-Za-z\d+/]{32,86}={0,2}$/,
  words:
    'must hold 24 to 64 bytes in base64, with whsec_ before them or without, such as openssl rand -base64 32 writes',
};

/** The receivers of a file, with the secrets that it names. */
export function toReceivers(
  receivers: Readonly<Record<string, Receiver>> | undefined,
  reading: Reading,
): readonly ReceiverConfig[] {
  return Object.entries(receivers ?? {}).map(([name, receiver]) => ({
    name,
    from: receiver.from,
    guildIds: receiver.guilds ?? null,
    allowPrivate: receiver.allowPrivate,
    target: targetOf(['receivers', name], receiver, reading),
  }));
}

function targetOf(path: Path, receiver: Receiver, reading: Reading): ReceiverTarget {
  const type = RECEIVER_TYPES.find((one) => receiver[one] !== undefined) ?? 'pagerduty';
  const secretAt = (key: 'pagerduty' | 'secret' | 'token' | 'topic', form: SecretForm) =>
    reading.secretAt([...path, key], receiver[key] ?? '', form);
  if (type === 'pagerduty') {
    const routingKey = secretAt(type, ROUTING_KEY);
    return { type, routingKey, ...(receiver.url === undefined ? {} : { url: receiver.url }) };
  }
  const url = addressAt([...path, type], type, receiver, reading);
  const token = receiver.token === undefined ? {} : { token: secretAt('token', TOKEN) };
  switch (type) {
    case 'webhook':
      return { type, url, secret: secretAt('secret', WEBHOOK_SECRET) };
    case 'incidentio':
      return { type, url, token: token.token ?? '' };
    case 'ntfy':
      return { type, url, topic: secretAt('topic', TOPIC), ...token };
    default:
      return { type, url, ...token };
  }
}

type WithAddress = Exclude<ReceiverTarget['type'], 'pagerduty'>;

function addressAt(path: Path, type: WithAddress, receiver: Receiver, { secretAt, say }: Reading): string {
  const text = receiver[type] ?? '';
  const isNamed = referenceIn(text) !== null;
  const url = isNamed ? secretAt(path, text, ADDRESS) : text;
  const problem = URL.canParse(url) ? addressProblem(url, type, receiver, isNamed) : null;
  if (problem !== null) say(path, `${problem}.`);
  return url;
}

/** What is wrong with an address; nothing of it is repeated. */
function addressProblem(url: string, type: WithAddress, receiver: Receiver, isNamed: boolean): string | null {
  // The one of incident.io has an id in it, which opens nothing without the token.
  if (!isNamed && type !== 'incidentio' && addressSecrets(url).length > 1)
    return `has a part that looks like a secret, and this file is made to be read by others. Put the address into the environment, or into .env, and write its name here, such as ${referenceTo('ALERT_URL')}`;
  // Inside a private network plain http is common, and without a token nothing is lost by it.
  const isPlainFine = receiver.allowPrivate && !isNamed && receiver.token === undefined;
  const hasQuery = type === 'webhook' || type === 'alertmanagerWebhook';
  const problem = secretAddressProblem(
    isPlainFine ? url.replace(/^http:/i, 'https:') : url,
    hasQuery ? ANY_QUERY : undefined,
  );
  if (problem !== null || receiver.allowPrivate) return problem;
  const { hostname } = new URL(url);
  const literal = literalAddress(hostname);
  if (hostname !== 'localhost' && (literal === null || !isPrivateAddress(literal))) return null;
  return 'is an address of this machine or of a private network: add allowPrivate: true where that is meant';
}
