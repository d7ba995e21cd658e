import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalDiscord } from '../discord/localDiscordTypes.ts';
import { createAnswers } from './answers.ts';
import { startChannelFeed } from './channelFeed.ts';
import { createPageActions } from './pageActions.ts';
import { createPageServer } from './pageServer.ts';
import { createReader, type Somebody } from './reader.ts';
import type { Words } from './words.ts';

export interface PageOptions {
  readonly discord: LocalDiscord;
  readonly guildId: string;
  readonly userId: string;
  /** The one that is looked at first. */
  readonly channelId: string;
  /** Others that can be looked at. */
  readonly otherChannelIds?: readonly string[];
  /** Others that the page can be seen as; the first is who looks at it now. */
  readonly people?: readonly Somebody[];
  /** What can be said here that is no command. */
  readonly words?: Words;
  /** A free one by default. */
  readonly port?: number;
  /** The reader's clock, for relative times; the machine's by default. */
  readonly now?: () => number;
}

export interface Page {
  /** Such as `http://127.0.0.1:40123/`. */
  readonly url: string;
  stop(): Promise<void>;
}

const NO_WORDS: Words = { names: [], say: () => false, lastSaid: () => '' };

/** Channels of the local Discord as a web page on this machine: live, and with buttons and commands that work. */
export async function startPage(options: PageOptions): Promise<Page> {
  const { discord, guildId, userId, channelId, otherChannelIds = [] } = options;
  const { port = 0, now = Date.now, people = [], words = NO_WORDS } = options;
  const answers = createAnswers();
  const [first = { id: userId, name: '' }, ...others] = people;
  const reader = createReader(discord, guildId, [first, ...others], [channelId, ...otherChannelIds]);
  const feed = await startChannelFeed(discord, { guildId, userId, reader, words }, answers, now);
  const actor = () =>
    discord.as({ guildId, userId: reader.userId(), channelId: reader.channelId(), locale: reader.locale() });
  const actions = createPageActions({ actor, answers, feed, reader, words });
  const server = createServer(createPageServer({ discord, feed, actions }));

  const actualPort = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

  return {
    url: `http://127.0.0.1:${actualPort}/`,
    async stop() {
      feed.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
