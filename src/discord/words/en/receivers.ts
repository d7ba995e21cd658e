import type { PageRefusal, PageTrouble } from '../../../monitor/ports/outsideReceiver.ts';

/** Receivers outside of Discord, as `/status` shows them. */
export const receivers = {
  field: 'Receivers',
  lastNotified: ({ name, at }: Record<'name' | 'at', string>) => `${name}: last notified ${at}`,
  notYet: (name: string) => `${name}: nothing to send yet`,
  trouble: {
    unreachable: 'it cannot be reached',
    timedOut: 'it did not answer in time',
    rateLimited: 'it asks us to wait',
    serverError: 'it reports a fault of its own',
    muted: 'muted',
    quietHours: 'waiting for the end of quiet hours',
  } satisfies Readonly<Record<PageTrouble, string>>,
  refusal: {
    rejected: 'it refused the message',
    unauthorized: 'it does not accept the key or token',
    redirected: 'its address leads to another one',
    privateAddress: 'its address is a private one, which is not allowed',
    superseded: 'no longer needed',
  } satisfies Readonly<Record<PageRefusal, string>>,
};
