import { randomBytes } from 'node:crypto';
import type { CommandCreates } from '../commands/commandCreates.ts';
import { createCommandCreates } from '../commands/commandCreates.ts';
import type { Interaction } from '../interactions/types.ts';
import type { Signal } from '../signal.ts';
import { createSignal } from '../signal.ts';
import { createSnowflakes } from '../snowflake.ts';
import type {
  CommandScopes,
  StoredFile,
  StoredMessage,
  WorldChannel,
  WorldEvent,
  WorldGuild,
  WorldUser,
  WorldWebhook,
} from './types.ts';

/** Everything Discord remembers. */
export interface World {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly bot: { readonly token: string; readonly userId: string; readonly applicationId: string };
  readonly owner: { readonly id: string; readonly username: string };
  /** Whom the application belongs to; the owner until it is handed on. */
  applicationOwnerId: string;
  readonly interactionDeadlineMs: number;
  readonly interactionTokenLifeMs: number;
  readonly users: Map<string, WorldUser>;
  readonly guilds: Map<string, WorldGuild>;
  readonly channels: Map<string, WorldChannel>;
  readonly webhooks: Map<string, WorldWebhook>;
  readonly messages: Map<string, StoredMessage[]>;
  readonly files: Map<string, StoredFile>;
  readonly commands: CommandScopes;
  readonly commandCreates: CommandCreates;
  readonly interactions: Map<string, Interaction>;
  /** Changes when the clock is moved by hand. */
  readonly clockMoved: Signal;
  emit(event: WorldEvent): void;
  onEvent(listener: (event: WorldEvent) => void): void;
}

export interface WorldOptions {
  readonly now: () => number;
  readonly interactionDeadlineMs: number;
  readonly interactionTokenLifeMs: number;
}

export function createWorld(options: WorldOptions): World {
  const nextId = createSnowflakes(options.now);
  const applicationId = nextId();
  const owner = { id: nextId(), username: 'owner' };
  const listeners: ((event: WorldEvent) => void)[] = [];
  const users = new Map<string, WorldUser>([
    [applicationId, { id: applicationId, username: 'CaptchaAI Monitor', bot: true, locale: 'en-US' }],
    [owner.id, { ...owner, bot: false, locale: 'en-US' }],
  ]);

  return {
    ...options,
    nextId,
    bot: { token: botToken(applicationId), userId: applicationId, applicationId },
    owner,
    applicationOwnerId: owner.id,
    users,
    guilds: new Map(),
    channels: new Map(),
    webhooks: new Map(),
    messages: new Map(),
    files: new Map(),
    commands: new Map(),
    commandCreates: createCommandCreates(options.now),
    interactions: new Map(),
    clockMoved: createSignal(),
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    onEvent: (listener) => {
      listeners.push(listener);
    },
  };
}

// The shape of a real token: the user id, a time and a signature, each in base64url.
function botToken(userId: string): string {
  const id = Buffer.from(userId).toString('base64url');
  return `${id}.${randomBytes(4).toString('base64url')}.${randomBytes(28).toString('base64url')}`;
}
