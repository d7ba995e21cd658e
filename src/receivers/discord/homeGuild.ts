import type { REST } from '@discordjs/rest';
import { type RESTGetAPIWebhookWithTokenResult, Routes } from 'discord-api-types/v10';
import type { WebhookAddress } from '../../discord/webhookUrl.ts';
import { withId } from '../../discord/wholeAnswer.ts';
import { placeTrouble } from './route/placeTrouble.ts';
import { classifyFailure } from './sendOutcome.ts';

export type WebhookHome =
  | { readonly found: true; readonly guildId: string; readonly channelId: string | null }
  | { readonly found: false; readonly forGood: boolean; readonly why: string };

/** Asks Discord which guild a webhook belongs to: that guild's mutes and settings govern what it is sent. */
export async function findWebhookHome(rest: REST, { id, token }: WebhookAddress): Promise<WebhookHome> {
  try {
    const answer = await rest.get(Routes.webhook(id, token), { auth: false, signal: AbortSignal.timeout(15_000) });
    const { guild_id: guildId, channel_id: channelId } = withId<RESTGetAPIWebhookWithTokenResult>(answer);
    return guildId == null
      ? { found: false, forGood: true, why: 'the webhook belongs to no guild' }
      : { found: true, guildId, channelId: channelId ?? null };
  } catch (err) {
    const outcome = classifyFailure(err);
    return placeTrouble(outcome) === 'destinationGone'
      ? {
          found: false,
          forGood: true,
          why: 'Discord does not know the webhook: it was deleted, or DISCORD_WEBHOOK_URL is not complete',
        }
      : { found: false, forGood: false, why: 'Discord cannot be reached to ask whose webhook it is' };
  }
}
