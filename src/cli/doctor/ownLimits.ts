import type { StoredGuild } from '../../monitor/ports/guildStore.ts';
import { fittingOverrides } from '../../monitor/settings/ownLimits.ts';
import type { Limits } from '../../monitor/types.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Thresholds');

/** Whether each server's own thresholds fit the settings, which may have been changed since. */
export function judgeOwnLimits(guilds: readonly StoredGuild[], defaults: Limits): readonly Finding[] {
  return guilds.flatMap(({ id, name, limits }) => {
    const { dropped } = fittingOverrides(defaults, limits);
    return dropped.length === 0
      ? []
      : [
          say.warning(
            `${dropped.join(', ')} of ${name === '' ? id : name} conflict with the settings and are not used: change them there with /threshold, or change the settings.`,
          ),
        ];
  });
}
