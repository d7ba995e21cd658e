import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Settings');

export function judgeSettings(problems: readonly string[], unknown: readonly string[]): readonly Finding[] {
  const known = problems.length === 0 ? [say.ok('all of them can be used.')] : problems.map(say.failure);
  return [...known, ...unknown.map(say.warning)];
}
