import { DiscordAlertError } from './alertError.ts';

/** Where a message is posted. */
export interface WebhookTarget {
  readonly id: string;
  /** Holds the webhook's token: a password. */
  readonly url: string;
}

const API = 'https://discord.com/api';
const HOST = /^https:\/\/(?:canary\.|ptb\.)?discord(?:app)?\.com\/api(?=\/)/;
const PATH = /^(?:\/v\d{1,2})?\/webhooks\/(\d{17,20})\/([\w-]{1,200})\/?(?:\?thread_id=(\d{17,20}))?$/;

/** Reads the address of a webhook of Discord, or of the API base that was given, such as a local one for tests. @throws DiscordAlertError */
export function webhookTarget(text: string, apiUrl: string | null): WebhookTarget {
  const base = apiUrl?.replace(/\/+$/, '') ?? null;
  const isLocal = base !== null && text.startsWith(`${base}/`);
  const path = isLocal ? text.slice(base.length) : text.replace(HOST, '');
  const [, id, token, threadId] = PATH.exec(path) ?? [];
  if (id === undefined || token === undefined || path === text) {
    throw new DiscordAlertError(
      'badWebhookUrl',
      'DISCORD_WEBHOOK_URL must be the address of a webhook, such as https://discord.com/api/webhooks/…. Copy it from the settings of the channel.',
    );
  }
  const thread = threadId === undefined ? '' : `&thread_id=${threadId}`;
  return { id, url: `${base ?? API}/v10/webhooks/${id}/${token}?wait=true${thread}` };
}
