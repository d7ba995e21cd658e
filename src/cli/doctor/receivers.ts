import type { ReceiverConfig, ReceiverTarget } from '../../config/receiverConfig.ts';
import { causeCode } from '../../network/causeCode.ts';
import { request } from '../../network/request.ts';
import { resolveHost } from '../../receivers/outside/guardedLookup.ts';
import { isPrivateAddress, literalAddress } from '../../receivers/outside/privateAddress.ts';
import { PAGERDUTY_EVENTS } from '../../receivers/pagerduty/pagerduty.ts';
import type { Deadline } from './deadline.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Receivers');

const KINDS: Readonly<Record<ReceiverTarget['type'], string>> = {
  pagerduty: 'PagerDuty',
  webhook: 'a signed webhook',
  alertmanagerWebhook: 'an Alertmanager webhook',
  incidentio: 'incident.io',
  ntfy: 'ntfy',
  alertmanager: 'Alertmanager',
};

/** Whether the server of each receiver answers at all: a message would wake somebody up, and `/test` is there for that. */
export async function checkReceivers(
  receivers: readonly ReceiverConfig[],
  deadline: Deadline,
): Promise<readonly Finding[]> {
  return Promise.all(receivers.map((receiver) => checkReceiver(receiver, deadline)));
}

async function checkReceiver({ name, target, allowPrivate }: ReceiverConfig, deadline: Deadline): Promise<Finding> {
  const called = `${name} (${KINDS[target.type]})`;
  const address = new URL('/', target.url ?? PAGERDUTY_EVENTS);
  try {
    if (!allowPrivate && (await isPrivate(address.hostname))) {
      return say.warning(
        `${called} is in a private network, so nothing is sent there: add allowPrivate: true where that is meant.`,
      );
    }
    await deadline(async (signal) => {
      const answer = await request(String(address), { signal });
      answer.cancel();
    });
    return say.ok(`the server of ${called} answers; whether it takes messages, /test in Discord shows.`);
  } catch (err) {
    return say.warning(
      `the server of ${called} cannot be reached${causeCode(err)}: check its address, and the network and DNS of this machine.`,
    );
  }
}

async function isPrivate(hostname: string): Promise<boolean> {
  const literal = literalAddress(hostname);
  if (literal !== null) return isPrivateAddress(literal);
  return (await resolveHost(hostname)).some(({ address }) => isPrivateAddress(address));
}
