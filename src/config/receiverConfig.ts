import type { AlertSeverity } from '../monitor/types.ts';

/** Somewhere outside of Discord that is notified of incidents. */
export interface ReceiverConfig {
  readonly name: string;
  /** The least severity that it is notified of. */
  readonly from: AlertSeverity;
  /** The servers whose incidents it is notified of; null: all. */
  readonly guildIds: readonly string[] | null;
  /** Whether it may be on this machine or in a private network. */
  readonly allowPrivate: boolean;
  readonly target: ReceiverTarget;
}

/** What it is, and what has to be known to reach it. Addresses, keys, tokens and topics may be secrets. */
export type ReceiverTarget =
  | { readonly type: 'pagerduty'; readonly routingKey: string; readonly url?: string }
  | { readonly type: 'webhook'; readonly url: string; readonly secret: string }
  | { readonly type: 'alertmanagerWebhook'; readonly url: string; readonly token?: string }
  | { readonly type: 'incidentio'; readonly url: string; readonly token: string }
  | { readonly type: 'ntfy'; readonly url: string; readonly topic: string; readonly token?: string }
  | { readonly type: 'alertmanager'; readonly url: string; readonly token?: string };
