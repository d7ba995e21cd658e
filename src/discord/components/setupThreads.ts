import { channelMention } from '@discordjs/formatters';
import { type APISelectMenuComponent, ComponentType, SelectMenuDefaultValueType } from 'discord-api-types/v10';
import { NO_THREADS, THREAD_MODES, type Threads } from '../../monitor/delivery/threads.ts';
import type { Guild } from '../../monitor/types.ts';
import { threadTroubleWords } from '../embeds/threadTrouble.ts';
import type { GuildView, ThreadsOn } from '../guildView.ts';
import { FORUM_KINDS } from '../postableKinds.ts';
import type { Language } from '../words/language.ts';
import type { Words } from '../words/words.ts';
import { customId } from './customId.ts';

type Threaded = Pick<Guild, 'threads' | 'threadTrouble' | 'destination'>;
type View = Pick<GuildView, 'missingForThreads'>;

/** What `/setup` says of threads: where an incident goes on, and what keeps it from that. */
export function threadLines(guild: Threaded, view: View, language: Language): string {
  const { words } = language;
  const { heading } = words.incidentThreads;
  const [now, foreseen] = placeLines(guild, view, language);
  const happened = guild.threadTrouble == null ? null : threadTroubleWords(guild.threadTrouble, words);
  return [heading, ...now, foreseen ?? happened].filter((line) => line !== null).join('\n');
}

/** Where an incident goes on, and what keeps it from that, as far as the bot sees. */
function placeLines(
  { threads = NO_THREADS, destination }: Threaded,
  view: View,
  { words, list }: Language,
): readonly [readonly string[], string | null] {
  const { isOff, inThread, inForum, byWebhook, pickForum, tagsOf, tags } = words.incidentThreads;
  if (threads.mode === 'off') return [[isOff], null];
  if (threads.mode === 'thread') {
    const channelId = destination?.type === 'channel' ? destination.channelId : null;
    return [[inThread], channelId === null ? null : threadProblem(channelId, 'thread', view, words)];
  }
  const { forumId } = threads;
  if (forumId === null) return destination?.type === 'webhook' ? [[byWebhook], null] : [[], pickForum];
  const lines = [inForum(channelMention(forumId)), tagsOf(list(Object.values(tags)))];
  return [lines, threadProblem(forumId, 'post', view, words)];
}

/** What keeps threads from a channel, or posts from a forum; null: nothing that the bot sees. */
export function threadProblem(channelId: string, mode: ThreadsOn, view: View, words: Words): string | null {
  const { needs, forumGone } = words.incidentThreads;
  const missing = view.missingForThreads(channelId, mode);
  if (missing === 'channelKind') return threadTroubleWords('channelKind', words);
  const channel = channelMention(channelId);
  if (missing === null) return mode === 'post' ? forumGone : null;
  if (missing.length === 0) return null;
  const permissions = missing.map((name) => words.permissions[name]).join(words.units.separator);
  return needs({ channel, permissions });
}

export function threadSelect({ threads = NO_THREADS }: Pick<Guild, 'threads'>, { incidentThreads: { modes } }: Words) {
  return {
    type: ComponentType.StringSelect,
    custom_id: customId('setupThreads'),
    options: THREAD_MODES.map((value) => ({ value, label: modes[value], default: value === threads.mode })),
  } satisfies APISelectMenuComponent;
}

/** The forum of the posts; none where there are no posts. */
export function forumSelects(
  { threads: { mode, forumId } = NO_THREADS }: Pick<Guild, 'threads'>,
  { incidentThreads: { hint } }: Words,
): readonly APISelectMenuComponent[] {
  if (mode !== 'post') return [];
  return [
    {
      type: ComponentType.ChannelSelect,
      custom_id: customId('setupForum'),
      placeholder: hint,
      min_values: 0,
      max_values: 1,
      channel_types: [...FORUM_KINDS],
      ...(forumId === null ? {} : { default_values: [{ id: forumId, type: SelectMenuDefaultValueType.Channel }] }),
    },
  ];
}

/** What was picked; null where that is not what the menu offers. A forum is picked after that. */
export function pickedThreads([value]: readonly string[]): Threads | null {
  const mode = THREAD_MODES.find((each) => each === value);
  return mode === undefined ? null : { mode, forumId: null };
}
