import type { LiveTrouble } from '../live/live.ts';
import type { Store } from '../ports/store.ts';
import type { GuildDefaults } from '../settings/guildDefaults.ts';
import { fittingOverrides } from '../settings/ownThresholds.ts';
import { routedTo } from '../settings/routes.ts';
import type { ThresholdName, ThresholdOverrides } from '../settings/thresholds.ts';
import type { Guild } from '../types.ts';
import { asSeenBy } from './reports.ts';

/** What holds for a guild, or for one of its pipelines, and what of it is its own. */
export interface SettingsReport {
  readonly guild: Guild;
  readonly own: ThresholdOverrides;
  readonly dropped: readonly ThresholdName[];
  readonly hasWebhook: boolean;
  /** Whether its quiet hours are its own, and not those of the settings. */
  readonly hasOwnQuiet: boolean;
  /** The same of its escalation. */
  readonly hasOwnSteps: boolean;
  /** Why its live status is not shown, or not up to date; null: it is, or it is switched off. */
  readonly liveTrouble: LiveTrouble | null;
}

export interface SettingsPorts {
  readonly store: Pick<Store, 'guilds' | 'live'>;
  readonly guildDefaults: GuildDefaults;
}

export async function reportSettings(
  all: Guild,
  pipeline: string | null,
  { store, guildDefaults }: SettingsPorts,
): Promise<SettingsReport> {
  const stored = await store.guilds.get(all.id);
  const hasOwn = {
    hasOwnQuiet: (stored?.quietHours ?? null) !== null,
    hasOwnSteps: (stored?.escalation ?? null) !== null,
    liveTrouble: await store.live.trouble(all.id),
  };
  if (pipeline !== null) {
    const own = stored?.routes[pipeline]?.thresholds ?? {};
    const { dropped } = fittingOverrides(asSeenBy(all, pipeline).thresholds, own);
    return { guild: routedTo(asSeenBy(all, pipeline), pipeline), own, dropped, hasWebhook: false, ...hasOwn };
  }
  const hasWebhook = guildDefaults.webhook !== null && stored?.webhookId === guildDefaults.webhook.id;
  const own = stored?.thresholds ?? {};
  const { dropped } = fittingOverrides(guildDefaults.thresholds, own);
  return { guild: all, own, dropped, hasWebhook, ...hasOwn };
}
