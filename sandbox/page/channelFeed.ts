import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import type { LocalDiscord } from '../discord/localDiscordTypes.ts';
import type { Answers } from './answers.ts';
import { changesDirectory, type Directory, readDirectory } from './directory.ts';
import { messageView } from './messageView.ts';
import { LOCALES, type Reader } from './reader.ts';
import type { MessageView } from './views.ts';

const SHOWN_MESSAGES = 50;
/** One call of the bot is several entries on the wire; they are looked at together. */
const SETTLE_MS = 25;
/** What happens without a word on the wire, such as time passing, shows after this at the latest. */
const LOOK_AGAIN_MS = 1_000;

export interface Place {
  readonly guildId: string;
  readonly userId: string;
  readonly channelId: string;
}

/** What the page shows, and to whom. */
export interface Shown extends Place {
  readonly reader: Reader;
  /** What can be typed beside commands. */
  readonly hint: readonly string[];
}

/** The channel as it is now, as far as it differs from what was sent before. */
export interface ChannelChange {
  readonly guild: string;
  readonly channel: string;
  readonly user: string;
  readonly hint: readonly string[];
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
  place: Shown,
  answers: Answers,
  now: () => number,
): Promise<ChannelFeed> {
  const subscribers = new Map<(change: ChannelChange) => void, Sent>();
  const ended = new AbortController();
  let directory = await readDirectory(discord, place);

  async function refreshDirectory(): Promise<void> {
    // An outage may be part of the play; the names from before it are good enough.
    directory = await readDirectory(discord, place).catch(() => directory);
  }

  function look(): void {
    if (subscribers.size === 0) return;
    const views = channelViews(discord, place, answers, directory, now());
    for (const [send, sent] of subscribers) sendNews(views, sent, send);
  }

  function sendNews(views: readonly MessageView[], sent: Sent, send: (change: ChannelChange) => void): void {
    const order = views.map(({ id }) => id);
    const texts = new Map(views.map((view) => [view.id, JSON.stringify(view)]));
    const messages = views.filter(({ id }) => sent.texts.get(id) !== texts.get(id));
    const head = heading(directory, place);
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
  place: Shown,
  answers: Answers,
  directory: Directory,
  now: number,
): MessageView[] {
  const messages = [...discord.messages(place.channelId), ...answers.ephemeral()].sort(byId).slice(-SHOWN_MESSAGES);
  const reading = {
    directory,
    userId: place.reader.userId(),
    now,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  return messages.map((message, i) => messageView(message, messages[i - 1], reading));
}

/** Ids grow with time, and in length. */
function byId(a: APIMessage, b: APIMessage): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}

function heading({ guildName, channels, users }: Directory, { channelId, reader, hint }: Shown) {
  const userId = reader.userId();
  return {
    hint,
    people: reader.people.map(({ id, name }) => ({ value: id, label: name, isChosen: id === userId })),
    locales: Object.entries(LOCALES).map(([value, label]) => ({ value, label, isChosen: value === reader.locale() })),
    guild: guildName,
    channel: channels.find(({ id }) => id === channelId)?.name ?? '',
    user: users.get(userId) ?? reader.people.find(({ id }) => id === userId)?.name ?? '',
  };
}
