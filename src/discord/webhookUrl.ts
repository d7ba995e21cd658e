/** A webhook's id, which may be shown, and its token, which is a password. */
export interface WebhookAddress {
  readonly id: string;
  readonly token: string;
  /** The thread of its channel that it posts in, such as a post of a forum; null: the channel itself. */
  readonly threadId: string | null;
}

const DISCORD_HOST = /^https:\/\/(?:canary\.|ptb\.)?discord(?:app)?\.com\/api(?=\/)/;
const WEBHOOK_PATH = /^(?:\/v\d{1,2})?\/webhooks\/(\d{17,20})\/([\w-]{1,200})\/?(?:\?thread_id=(\d{17,20}))?$/;

/** Reads a webhook's address, of Discord or of the API base that was configured, if any; null if it is none. */
export function parseWebhookUrl(text: string, apiUrl: string | null): WebhookAddress | null {
  const path =
    apiUrl !== null && text.startsWith(`${apiUrl}/`) ? text.slice(apiUrl.length) : text.replace(DISCORD_HOST, '');
  const [, id, token, threadId = null] = WEBHOOK_PATH.exec(path) ?? [];
  return id === undefined || token === undefined || path === text ? null : { id, token, threadId };
}
