/** One connection of the bot, among so many. */
export interface Shard {
  readonly id: number;
  readonly count: number;
}

/** Whether a shard hears of a guild. https://discord.com/developers/docs/events/gateway#sharding */
export function isOfShard({ id, count }: Shard, guildId: string): boolean {
  return (BigInt(guildId) >> 22n) % BigInt(count) === BigInt(id);
}
