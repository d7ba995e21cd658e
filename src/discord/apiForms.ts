import { z } from 'zod';

/** What answers is not always Discord: a page of a proxy's is refused by these forms, whatever its status. */
const id = z.string().regex(/^\d+$/);

export const Application = z.object({
  id,
  name: z.string(),
  flags: z.number().default(0),
  owner: z.object({ id }).optional(),
  team: z.object({ owner_user_id: id }).nullish(),
  interactions_endpoint_url: z.string().nullish(),
});

/** https://discord.com/developers/docs/events/gateway#get-gateway-bot */
export const GatewayBot = z.object({
  url: z.string().regex(/^wss?:\/\//),
  shards: z.int().positive().default(1),
  session_start_limit: z.object({
    total: z.number(),
    remaining: z.number(),
    reset_after: z.number(),
    max_concurrency: z.int().positive().default(1),
  }),
});

/** More guilds than one page has are not looked at by `register` and `doctor`; a monitor is in a few. */
export const MOST_GUILDS = 200;

export const GuildIds = z.array(z.object({ id })).transform((guilds) => guilds.map((guild) => guild.id));
