import type { KindStatus } from '../reports/reports.ts';
import { severityNow } from '../reports/standing.ts';
import type { StatusOverview, SubjectStatus } from '../reports/statusOverview.ts';

/** The state that an overview shows, apart from its values: what fires where, how severely, who acknowledged it, what is muted. */
export function stateKey({ pipelines, accounts, mutes, guild }: StatusOverview): string {
  return JSON.stringify([
    [...pipelines].sort(byName).map(stateOf),
    [...accounts].sort(byName).map(stateOf),
    mutes.map(({ id }) => id).sort((a, b) => a - b),
    [guild.locale, guild.unusable],
  ]);
}

function stateOf({ name, kinds }: SubjectStatus) {
  return [name, kinds.flatMap(openState)];
}

function openState(status: KindStatus) {
  const severity = severityNow(status);
  if (severity === null) return [];
  const { kind, incident, mute, verdict } = status;
  return [[kind, severity, verdict.state, incident?.acknowledged?.by.userId ?? null, mute?.id ?? null]];
}

function byName(a: SubjectStatus, b: SubjectStatus): number {
  return a.name < b.name ? -1 : 1;
}
