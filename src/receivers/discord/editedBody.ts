import type { APIEmbed, RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import { plainText } from '../../discord/embeds/plainText.ts';
import { mentionText } from '../../discord/embeds/text.ts';
import { inDiscord } from '../../discord/place.ts';
import type { SentMessage } from '../../monitor/delivery/delivery.ts';
import type { Mention } from '../../monitor/types.ts';
import { NOBODY } from './mentionIn.ts';

export type EditedBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'allowed_mentions'
>;

interface Edited {
  readonly mention: Mention | null;
  readonly embeds: APIEmbed[];
  /** A line in the place of the embeds; null: in full. */
  readonly compact: string | null;
  readonly buttons: (incidentId: number) => NonNullable<EditedBody['components']>;
}

/** Discord's form of a message that is edited: its mention stays in words, and pings nobody again. */
export function editedBody(
  { isPlain = false, place, incidentId }: SentMessage,
  { mention, embeds, compact, buttons }: Edited,
): EditedBody {
  const lines = [mention === null ? null : mentionText(mention), compact ?? (isPlain ? plainText(embeds) : null)];
  const content = lines.filter((line) => line !== null).join('\n');
  const withButtons = !isPlain && inDiscord(place).type === 'channel' && incidentId !== null;
  return {
    ...(content === '' ? {} : { content }),
    // It may have been sent in full, before somebody chose otherwise.
    ...(isPlain ? {} : { embeds: compact === null ? embeds : [] }),
    ...(withButtons ? { components: buttons(incidentId) } : {}),
    allowed_mentions: NOBODY,
  };
}
