import { channelMention } from '@discordjs/formatters';
import { type APISelectMenuComponent, ComponentType, SelectMenuDefaultValueType } from 'discord-api-types/v10';
import type { LiveTrouble } from '../../monitor/live/live.ts';
import type { Guild } from '../../monitor/types.ts';
import { liveTroubleWords } from '../embeds/liveTrouble.ts';
import type { GuildView } from '../guildView.ts';
import { POSTABLE_KINDS } from '../postableKinds.ts';
import type { Words } from '../words/words.ts';
import { customId } from './customId.ts';

/** What `/setup` says of the live status: where it is, and what keeps it from being shown or pinned. */
export function liveLines(
  { live, destination }: Pick<Guild, 'live' | 'destination'>,
  trouble: LiveTrouble | null,
  view: Pick<GuildView, 'canPin'>,
  words: Words,
): string {
  const { heading, isOff, isIn, cannotPin } = words.live;
  if (live == null) return `${heading}\n${isOff}`;
  const channelId = live.channelId ?? (destination?.type === 'channel' ? destination.channelId : null);
  const why = trouble ?? (channelId === null ? 'noDestination' : null);
  if (why !== null || channelId === null) return `${heading}\n${liveTroubleWords(why ?? 'noDestination', words)}`;
  const channel = channelMention(channelId);
  return [heading, isIn(channel), ...(view.canPin(channelId) ? [] : [cannotPin(channel)])].join('\n');
}

export function liveSelect({ live }: Pick<Guild, 'live'>, { live: { hint } }: Words): APISelectMenuComponent {
  const channelId = live?.channelId ?? null;
  return {
    type: ComponentType.ChannelSelect,
    custom_id: customId('setupLive'),
    placeholder: hint,
    min_values: 0,
    max_values: 1,
    channel_types: [...POSTABLE_KINDS],
    ...(channelId === null ? {} : { default_values: [{ id: channelId, type: SelectMenuDefaultValueType.Channel }] }),
  };
}
