import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalDiscord } from '../discord/localDiscordTypes.ts';
import { createAnswers } from './answers.ts';
import { type Place, startChannelFeed } from './channelFeed.ts';
import { createPageServer } from './pageServer.ts';
import { createPresses } from './presses.ts';

export interface PageOptions extends Place {
  readonly discord: LocalDiscord;
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

/** A channel of the local Discord as a web page on this machine: live, and with buttons and commands that work. */
export async function startPage({ discord, port = 0, now = Date.now, ...place }: PageOptions): Promise<Page> {
  const answers = createAnswers();
  const feed = await startChannelFeed(discord, place, answers, now);
  const presses = createPresses({ actor: discord.as(place), answers, feed });
  const server = createServer(createPageServer({ discord, feed, presses }));

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
