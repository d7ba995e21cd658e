import type { DecisionMark, DecisionStore, NotedDecision } from '../ports/decisionStore.ts';
import type { Log } from '../ports/log.ts';
import { HOUR, MINUTE, type Millis, SECOND } from '../time.ts';
import type { AlertKind, Thresholds } from '../types.ts';
import type { DecisionReason } from './decision.ts';
import type { KindOutcome } from './evaluateGuild.ts';
import { type Marked, marked, NOTHING_MARKED } from './marked.ts';

/** Somebody else may have noted decisions meanwhile, once another one could have the lease for evaluating. */
const KNOWN_FOR_MS: Millis = 10 * SECOND;
/** What is kept of a guild may have been removed. */
const READ_AGAIN_MS: Millis = HOUR;

/** Little traffic makes a kind judged and not judged in turn. As long as nothing fires that is noted no more often than this. */
const QUIET_MS: Millis = 5 * MINUTE;
const QUIET: ReadonlySet<DecisionReason> = new Set(['healthy', 'noVerdict']);

/** What was decided for one guild. */
export interface DecidedGuild {
  readonly guildId: string;
  readonly outcomes: readonly KindOutcome[];
}

export interface DecisionLog {
  /** Notes what changed since the last time. It never rejects: that alerts are sent matters more than that it can be said why. */
  note(guilds: readonly DecidedGuild[], now: Millis): Promise<void>;
}

interface Marks {
  readonly byGuild: Map<string, Marked>;
  readonly readAt: Millis;
  at: Millis;
}

/** Keeps in memory what was noted last, so that an evaluation that changes nothing neither reads nor writes. */
export function createDecisionLog({ store, log }: { readonly store: DecisionStore; readonly log: Log }): DecisionLog {
  const pipelines = new Map<string, Marks>();

  const remember = ({ byGuild }: Marks, { guildId, kind, at, state, reason, muteId }: DecisionMark): void => {
    byGuild.set(guildId, marked(byGuild.get(guildId) ?? NOTHING_MARKED, kind, { at, state, reason, muteId }));
  };

  async function marksOf(pipeline: string, now: Millis): Promise<Marks> {
    const known = pipelines.get(pipeline);
    if (known !== undefined && isFresh(known, now)) return known;
    const marks: Marks = { byGuild: new Map(), readAt: now, at: now };
    for (const mark of await store.current(pipeline)) remember(marks, mark);
    pipelines.set(pipeline, marks);
    return marks;
  }

  async function noteOf(subject: string, guilds: readonly DecidedGuild[], now: Millis): Promise<void> {
    try {
      const marks = await marksOf(subject, now);
      marks.at = now;
      const changed = guilds.flatMap((guild) => changesOf(subject, guild, marks, now));
      if (changed.length === 0) return;
      await store.add(subject, changed);
      for (const decision of changed) remember(marks, decision);
    } catch (err) {
      pipelines.delete(subject);
      log.warn({ err, subject }, 'decisions not stored: /why cannot show them');
    }
  }

  return {
    async note(guilds, now) {
      const subjects = new Set(guilds.flatMap(({ outcomes }) => outcomes.map(({ subject }) => subject)));
      for (const subject of subjects) await noteOf(subject, guilds, now);
    },
  };
}

function isFresh({ at, readAt }: Marks, now: Millis): boolean {
  return now >= at && now - at < KNOWN_FOR_MS && now - readAt < READ_AGAIN_MS;
}

function changesOf(
  name: string,
  { guildId, outcomes }: DecidedGuild,
  { byGuild }: Marks,
  now: Millis,
): NotedDecision[] {
  const before = byGuild.get(guildId) ?? NOTHING_MARKED;
  const changed: NotedDecision[] = [];
  for (const { subject, kind, thresholds, verdict, decision, mute } of outcomes) {
    if (subject !== name) continue;
    const { reason } = decision;
    const muteId = reason === 'muted' ? (mute?.id ?? null) : null;
    const last = before.kinds.get(kind);
    if (last !== undefined && last.reason === reason && last.state === verdict.state && last.muteId === muteId)
      continue;
    if (last !== undefined && QUIET.has(reason) && QUIET.has(last.reason) && now - last.at < QUIET_MS) continue;
    const isUnknown = verdict.state === 'unknown';
    changed.push({
      guildId,
      kind,
      at: now,
      state: verdict.state,
      reason,
      facts: isUnknown ? null : verdict.facts,
      why: isUnknown ? verdict.why : null,
      threshold: THRESHOLDS[kind]?.(thresholds) ?? null,
      muteId,
    });
  }
  return changed;
}

/** What a value is compared with, of the kinds whose facts do not say it. */
const THRESHOLDS: { readonly [Kind in AlertKind]?: (thresholds: Thresholds) => number } = {
  errors: ({ errors }) => errors.rate,
  types: ({ types }) => types.rate,
  queue: ({ queue }) => queue.depth,
  latency: ({ latency }) => latency.p95Ms,
};
