import { isObject } from '../rest/form.ts';
import { INTENT, KNOWN_INTENTS, PRIVILEGED_INTENTS } from '../world/intents.ts';
import type { World } from '../world/world.ts';
import { CLOSE } from './closeCode.ts';
import type { Sharding } from './sharding.ts';

export interface Identify {
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  readonly presence: unknown;
}

/** The checked payload, or the code to close with. */
export function readIdentify(
  world: World,
  sharding: Pick<Sharding, 'fits'>,
  data: unknown,
): Identify | { readonly closeWith: number } {
  if (!isObject(data) || !isObject(data['properties'])) return { closeWith: CLOSE.decodeError };
  if (!isToken(world, data['token'])) return { closeWith: CLOSE.authenticationFailed };
  const shard = data['shard'] ?? [0, 1];
  if (!isShard(shard)) return { closeWith: CLOSE.invalidShard };
  const { intents } = data;
  if (!Number.isInteger(intents) || (Number(intents) & ~KNOWN_INTENTS) !== 0)
    return { closeWith: CLOSE.invalidIntents };
  if (Number(intents) & PRIVILEGED_INTENTS) return { closeWith: CLOSE.disallowedIntents };
  if (!sharding.fits(shard)) return { closeWith: CLOSE.shardingRequired };
  return { shard, intents: Number(intents) & ~INTENT.none, presence: data['presence'] ?? null };
}

export function isToken(world: World, token: unknown): boolean {
  return typeof token === 'string' && token.replace(/^Bot /, '') === world.bot.token;
}

function isShard(value: unknown): value is [number, number] {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isInteger)) return false;
  const [id, count] = value as [number, number];
  return id >= 0 && count > 0 && id < count;
}
