import type { Change } from '../../src/monitor/settings/audit.ts';

/** What somebody changed, for tests that are about something else. */
export function change(more: Partial<Change> = {}): Change {
  const by = { userId: '7', name: 'Anna' };
  return { at: 0, by, action: 'setup', subject: 'channel', before: null, after: 'c1', ...more };
}
