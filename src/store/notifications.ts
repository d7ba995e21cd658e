import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { tryLock } from './claimants.ts';
import type { Schema } from './schema.ts';

const CHANNEL = 'captchaai_monitor';
const CONNECT_WITHIN_MS = 5_000;
const KEEP_ALIVE_AFTER_MS = 10_000;

/**
 * Words between the processes on one PostgreSQL database. They only save time: one may get lost with a connection, and behind a pooler that hands
 * connections on none arrives.
 */
export interface Notifications {
  /** Tells the other processes. Rejects where the database does not take it. */
  send(word: string): Promise<void>;
  /** Listens on a connection of its own, unless it does already; answers whether that is new. Rejects where there is none. */
  connect(onWord: (word: string) => void): Promise<boolean>;
  /** Others can tell by its connection that this process is there. */
  isConnected(): boolean;
  /** Waits for nobody: the server may be gone. */
  close(): void;
}

/** `sender` tells what this process said itself. */
export function createNotifications(url: string, db: Kysely<Schema>, sender: string): Notifications {
  let listening: pg.Client | null = null;

  async function begin(onWord: (word: string) => void): Promise<pg.Client> {
    // Nothing of it is needed with SQLite.
    const { default: postgres } = await import('pg');
    const client = new postgres.Client({
      connectionString: url,
      application_name: 'captchaai-discord-monitor',
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      query_timeout: CONNECT_WITHIN_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    });
    const forget = () => {
      if (listening === client) listening = null;
    };
    // Without a listener an error would end the process.
    client.on('error', forget).on('end', forget);
    client.on('notification', ({ payload = '' }) => {
      const [from, word = ''] = payload.split(' ');
      if (from !== sender) onWord(word);
    });
    try {
      await client.connect();
      const { sql: lock, parameters } = tryLock(sender).compile(db);
      const { rows } = await client.query<{ locked: boolean }>(lock, [...parameters]);
      // The server has not noticed that the connection before this one is gone.
      if (rows[0]?.locked !== true) throw new Error('an earlier connection of this process has not ended yet');
      await client.query(`listen ${CHANNEL}`);
      return client;
    } catch (err) {
      await client.end().catch(() => undefined);
      throw err;
    }
  }

  return {
    async send(word) {
      await sql`select pg_notify(${CHANNEL}, ${`${sender} ${word}`})`.execute(db);
    },
    async connect(onWord) {
      if (listening !== null) return false;
      listening = await begin(onWord);
      return true;
    },
    isConnected: () => listening !== null,
    close() {
      listening?.end().catch(() => undefined);
      listening = null;
    },
  };
}
