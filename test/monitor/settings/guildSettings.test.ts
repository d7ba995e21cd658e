import { expect, test } from 'vitest';
import type { StoredGuild } from '../../../src/monitor/ports/guildStore.ts';
import { withDefaults } from '../../../src/monitor/settings/guildSettings.ts';
import { storedGuild } from '../../fixtures/storedGuild.ts';
import { DAY, HOUR, MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

const STORED = storedGuild({ thresholds: { cooldown: 60 } });
const DEFAULTS = { timeZone: 'UTC', summaryMinute: 540, thresholds: THRESHOLDS, webhook: null, fallbacks: () => [] };

test.each<[string, Partial<StoredGuild>, zone: string, minute: number]>([
  ['all of it can be used', {}, 'Europe/Berlin', 480],
  ['the time zone is not known', { timeZone: 'Mars/Olympus' }, 'UTC', 480],
  ['the summary is before the day', { summaryMinute: -1 }, 'Europe/Berlin', 540],
  ['the summary is at the first minute', { summaryMinute: 0 }, 'Europe/Berlin', 0],
  ['the summary is at the last minute', { summaryMinute: 1_439 }, 'Europe/Berlin', 1_439],
  ['the summary is after the day', { summaryMinute: 1_440 }, 'Europe/Berlin', 540],
  ['the summary is between two minutes', { summaryMinute: 480.5 }, 'Europe/Berlin', 540],
])('of what is stored only what cannot be used falls back: %s', (_name, changed, timeZone, summaryMinute) => {
  const guild = withDefaults({ ...STORED, ...changed }, DEFAULTS, NOW);
  expect(guild).toMatchObject({ timeZone, summaryMinute, thresholds: { cooldownMs: 60_000 } });
});

test.each([
  ['just over', NOW, null],
  ['for ten minutes', NOW + 10 * MINUTE, 'notAllowed'],
  ['for an hour, which is the longest', NOW + HOUR, 'notAllowed'],
  ['for longer, so a clock that was ahead wrote it', NOW + HOUR + 1, null],
  ['for a day, the same', NOW + DAY, null],
  ['until it is changed', 8_640_000_000_000_000, 'notAllowed'],
])('a place that is unusable %s', (_name, until, why) => {
  const stored: StoredGuild = { ...STORED, channelId: 'c1', unusable: { why: 'notAllowed', until } };
  expect(withDefaults(stored, DEFAULTS, NOW).unusable).toBe(why);
});
