import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalDiscord } from '../discord/localDiscordTypes.ts';
import type { Answers } from './answers.ts';
import { compareIds } from './compareIds.ts';
import { changesDirectory, type Directory, readDirectory } from './directory.ts';
import { messageView } from './messageView.ts';
import { LOCALES, type Reader } from './reader.ts';
import { createReadMarks, type ReadMarks } from './readMarks.ts';
import type { MessageView } from './views.ts';
import type { Words } from './words.ts';

const SHOWN_MESSAGES = 50;
/** One call of the bot is several entries on the wire; they are looked at together. */
const SETTLE_MS = 25;
/** What happens without a word on the wire, such as time passing, shows after this at the latest. */
const LOOK_AGAIN_MS = 1_000;

/** What the page shows, and to whom. */
export interface Shown {
  readonly guildId: string;
  readonly userId: string;
  readonly reader: Reader;
  readonly words: Pick<Words, 'names' | 'lastSaid'>;
}

export interface ChannelEntry {
  readonly id: string;
  readonly name: string;
  readonly isOpen: boolean;
  readonly isUnread: boolean;
}

/** The channel as it is now, as far as it differs from what was sent before. */
export interface ChannelChange {
  readonly guild: string;
  readonly channels: readonly ChannelEntry[];
  readonly user: string;
  /** What can be typed beside commands. */
  readonly hint: readonly string[];
  readonly lastSaid: string;
  readonly people: readonly { readonly value: string; readonly label: string; readonly isChosen: boolean }[];
  readonly locales: readonly { readonly value: string; readonly label: string; readonly isChosen: boolean }[];
  readonly order: readonly string[];
  readonly messages: readonly MessageView[];
}

export interface ChannelFeed {
  readonly directory: () => Directory;
  /** Sends everything at once and then every change; answers how to end it. */
  subscribe(send: (change: ChannelChange) => void): () => void;
  /** Looks at once instead of at the next sign on the wire. */
  look(): void;
  stop(): void;
}

export async function startChannelFeed(
  discord: LocalDiscord,
  shown: Shown,
  answers: Answers,
  now: () => number,
): Promise<ChannelFeed> {
  const subscribers = new Map<(change: ChannelChange) => void, Sent>();
  const ended = new AbortController();
  const marks = createReadMarks(discord);
  let directory = await readDirectory(discord, shown);

  async function refreshDirectory(): Promise<void> {
    // An outage may be part of the play; the names from before it are good enough.
    directory = await readDirectory(discord, shown).catch(() => directory);
  }

  function look(): void {
    if (subscribers.size === 0) return;
    const views = channelViews(discord, shown.reader, answers, directory, now());
    marks.read(shown.reader.channelId());
    const head = heading(directory, shown, marks);
    for (const [send, sent] of subscribers) sendNews(head, views, sent, send);
  }

  function sendNews(
    head: Heading,
    views: readonly MessageView[],
    sent: Sent,
    send: (change: ChannelChange) => void,
  ): void {
    const order = views.map(({ id }) => id);
    const texts = new Map(views.map((view) => [view.id, JSON.stringify(view)]));
    const messages = views.filter(({ id }) => sent.texts.get(id) !== texts.get(id));
    const key = JSON.stringify([head, order]);
    if (messages.length === 0 && key === sent.key) return;
    sent.key = key;
    sent.texts = texts;
    send({ ...head, order, messages });
  }

  async function watch(): Promise<void> {
    let from = discord.transcript.position();
    while (!ended.signal.aborted) {
      await discord.transcript.waitFor(() => true, { from, timeoutMs: LOOK_AGAIN_MS }).catch(() => undefined);
      await sleep(SETTLE_MS);
      const isOutdated = discord.transcript.find((entry) => entry.index >= from && changesDirectory(entry));
      from = discord.transcript.position();
      if (isOutdated) await refreshDirectory();
      if (!ended.signal.aborted) look();
    }
  }

  void watch();
  return {
    directory: () => directory,
    subscribe(send) {
      subscribers.set(send, { key: '', texts: new Map() });
      look();
      return () => subscribers.delete(send);
    },
    look,
    stop: () => ended.abort(),
  };
}

interface Sent {
  key: string;
  texts: ReadonlyMap<string, string>;
}

function channelViews(
  discord: LocalDiscord,
  reader: Reader,
  answers: Answers,
  directory: Directory,
  now: number,
): MessageView[] {
  const channelId = reader.channelId();
  const all = [...discord.messages(channelId), ...answers.ephemeral(channelId)];
  const messages = all.sort((a, b) => compareIds(a.id, b.id)).slice(-SHOWN_MESSAGES);
  const reading = {
    directory,
    userId: reader.userId(),
    now,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  return messages.map((message, i) => messageView(message, messages[i - 1], reading));
}

type Heading = Omit<ChannelChange, 'order' | 'messages'>;

function heading({ guildName, channels, users }: Directory, { reader, words }: Shown, marks: ReadMarks): Heading {
  const userId = reader.userId();
  return {
    hint: words.names,
    lastSaid: words.lastSaid(),
    people: reader.people.map(({ id, name }) => ({ value: id, label: name, isChosen: id === userId })),
    locales: Object.entries(LOCALES).map(([value, label]) => ({ value, label, isChosen: value === reader.locale() })),
    guild: guildName,
    channels: reader.channelIds.map((id) => ({
      id,
      name: channels.find((channel) => channel.id === id)?.name ?? '',
      isOpen: id === reader.channelId(),
      isUnread: marks.isUnread(id),
    })),
    user: users.get(userId) ?? reader.people.find(({ id }) => id === userId)?.name ?? '',
  };
}
