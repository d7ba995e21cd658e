import { SILENT_PARTS, type SilentPart } from '../delivery/noise.ts';
import { NO_THREADS, type Threads } from '../delivery/threads.ts';
import type { LivePlace } from '../live/livePlace.ts';
import type { GuildChoices } from '../ports/guildStore.ts';
import type { Destination, Guild, Mention } from '../types.ts';

/** A setting with what it was and what it becomes; null: none. */
export type SettingChange = readonly [
  subject:
    | 'channel'
    | 'mention'
    | 'mentionFrom'
    | 'acknowledgeRole'
    | 'timeZone'
    | 'summaryTime'
    | 'liveStatus'
    | 'silent'
    | 'format'
    | 'threads',
  before: string | null,
  after: string | null,
];

/** What a choice really changes: choosing what holds anyway is no change. `all`: what the guild has chosen for all its pipelines. */
export function settingChanges(guild: Guild, choices: GuildChoices, all: Guild = guild): readonly SettingChange[] {
  const { channelId, mention, mentionFrom, acknowledgeRole, timeZone, summaryMinute, live, silent, format, threads } =
    choices;
  const changes: SettingChange[] = [];
  if (channelId !== undefined) {
    const unchosen = all === guild ? 'webhook' : placeText(all.destination);
    changes.push(['channel', placeText(guild.destination), channelId ?? unchosen]);
  }
  if (mention !== undefined) {
    const chosen = mention === 'asForAll' ? all.chosenMention : mention;
    changes.push(['mention', mentionText(guild.chosenMention), mentionText(chosen)]);
  }
  if (mentionFrom !== undefined) {
    const chosen = mentionFrom === 'asForAll' ? all.mentionFrom : mentionFrom;
    changes.push(['mentionFrom', guild.mentionFrom, chosen]);
  }
  if (acknowledgeRole !== undefined) {
    changes.push(['acknowledgeRole', roleText(guild.acknowledgeRole), roleText(acknowledgeRole)]);
  }
  if (timeZone !== undefined) changes.push(['timeZone', guild.timeZone, timeZone]);
  if (summaryMinute !== undefined) {
    changes.push(['summaryTime', clockText(guild.summaryMinute), clockText(summaryMinute)]);
  }
  if (live !== undefined) changes.push(['liveStatus', liveText(guild.live ?? null), liveText(live)]);
  if (silent !== undefined) changes.push(['silent', silentText(guild.noise?.silent), silentText(silent)]);
  if (format !== undefined) changes.push(['format', guild.noise?.format ?? 'full', format]);
  if (threads !== undefined) changes.push(['threads', threadsText(guild.threads), threadsText(threads)]);
  return changes.filter(([, before, after]) => before !== after);
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

function roleText(roleId: string | null): string | null {
  return roleId === null ? null : `role ${roleId}`;
}

/** In one order, whatever the order in which they were picked. */
function silentText(silent: readonly SilentPart[] = []): string | null {
  return silent.length === 0 ? null : SILENT_PARTS.filter((part) => silent.includes(part)).join(' ');
}

function liveText(live: LivePlace | null): string | null {
  return live === null ? null : (live.channelId ?? 'alertChannel');
}

/** A forum by its id. */
function threadsText({ mode, forumId }: Threads = NO_THREADS): string {
  return mode === 'post' && forumId !== null ? forumId : mode;
}

function mentionText(mention: Mention | null): string | null {
  return mention === null ? null : `${mention.type} ${mention.id}`;
}
