import { z } from 'zod';

/** More than Discord has for any bot. */
const MOST_SHARDS = 16_384;

/** The number of connections to Discord; `auto`: as many as Discord recommends. */
export const ShardSetting = z
  .string()
  .default('auto')
  .transform((text, context): number | 'auto' => {
    if (text.toLowerCase() === 'auto') return 'auto';
    const shards = Number(text);
    if (/^\d+$/.test(text) && shards >= 1 && shards <= MOST_SHARDS) return shards;
    context.addIssue({ code: 'custom', message: `must be auto, or a whole number from 1 to ${MOST_SHARDS}` });
    return z.NEVER;
  });
