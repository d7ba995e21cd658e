/** How many shards the bot begins with: as the settings say, or as Discord recommends. */
export function firstShardCount(setting: number | null, recommended: number): number {
  return setting ?? Math.max(1, recommended);
}

/** Beyond this multiple of what Discord recommends, the number of shards is not what is wrong. */
const MOST_TIMES = 16;

/** Discord refused so many as too few: more of them, whatever the settings say. */
export function moreShards(tooFew: number, recommended: number): number {
  if (recommended > tooFew) return recommended;
  return Math.max(tooFew, Math.min(tooFew * 2, recommended * MOST_TIMES));
}

/**
 * Another number of shards for a bot that is connected; null: as it is. Discord recommends one per about 1,000 guilds and refuses 2,500:
 * twice as many as there are is early enough. Fewer than there are cost less than another login of all.
 */
export function otherShardCount(setting: number | null, recommended: number, current: number): number | null {
  if (setting !== null) return setting === current ? null : setting;
  return recommended >= 2 * current ? recommended : null;
}
