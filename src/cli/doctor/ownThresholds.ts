import type { StoredGuild } from '../../monitor/ports/guildStore.ts';
import { fittingOverrides } from '../../monitor/settings/ownThresholds.ts';
import type { Thresholds } from '../../monitor/types.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Thresholds');

/** Whether each server's own thresholds fit the settings, which may have been changed since. */
export function judgeOwnThresholds(guilds: readonly StoredGuild[], defaults: Thresholds): readonly Finding[] {
  return guilds.flatMap(({ id, name, thresholds }) => {
    const { dropped } = fittingOverrides(defaults, thresholds);
    return dropped.length === 0
      ? []
      : [
          say.warning(
            `${dropped.join(', ')} of ${name === '' ? id : name} conflict with the settings and are not used: change them there with /threshold, or change the settings.`,
          ),
        ];
  });
}
