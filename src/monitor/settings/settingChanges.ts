import type { GuildChoices } from '../ports/guildStore.ts';
import type { Destination, Guild, Mention } from '../types.ts';

/** A setting with what it was and what it becomes; null: none. */
export type SettingChange = readonly [
  subject: 'channel' | 'mention' | 'mentionFrom' | 'timeZone' | 'summaryTime',
  before: string | null,
  after: string | null,
];

/** What a choice really changes: choosing what holds anyway is no change. */
export function settingChanges(guild: Guild, choices: GuildChoices): readonly SettingChange[] {
  const { channelId, mention, mentionFrom, timeZone, summaryMinute } = choices;
  const all: SettingChange[] = [];
  if (channelId !== undefined) all.push(['channel', placeText(guild.destination), channelId ?? 'webhook']);
  if (mention !== undefined) all.push(['mention', mentionText(guild.mention), mentionText(mention)]);
  if (mentionFrom !== undefined) all.push(['mentionFrom', guild.mentionFrom, mentionFrom]);
  if (timeZone !== undefined) all.push(['timeZone', guild.timeZone, timeZone]);
  if (summaryMinute !== undefined) all.push(['summaryTime', clockText(guild.summaryMinute), clockText(summaryMinute)]);
  return all.filter(([, before, after]) => before !== after);
}

/** `09:00` */
export function clockText(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function placeText(destination: Destination | null): string | null {
  if (destination === null) return null;
  return destination.type === 'channel' ? destination.channelId : 'webhook';
}

function mentionText(mention: Mention | null): string | null {
  return mention === null ? null : `${mention.type} ${mention.id}`;
}
