/** A field of what the gateway sent, whatever that is. */
export function fieldOf(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined;
}

/** Whether a guild is only unavailable during an outage of Discord: https://discord.com/developers/docs/resources/guild#unavailable-guild-object */
export function isOutage(guild: unknown): boolean {
  return fieldOf(guild, 'unavailable') === true;
}
