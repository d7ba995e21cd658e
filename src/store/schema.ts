import type { DeliveryTables } from './tables/deliveries.ts';
import type { GuildTables } from './tables/guilds.ts';
import type { IncidentTables } from './tables/incidents.ts';
import type { ProcessTables } from './tables/processes.ts';
import type { ResultTables } from './tables/results.ts';

/**
 * Times are integer milliseconds, money integer micro-dollars, flags 0 or 1, Discord's ids strings. Where a kind or a metric is
 * about the account, `pipeline` holds the account's name.
 */
export interface Schema extends ResultTables, GuildTables, IncidentTables, DeliveryTables, ProcessTables {}
