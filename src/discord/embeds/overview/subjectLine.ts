import type { KindStatus } from '../../../monitor/reports/reports.ts';
import { severityNow } from '../../../monitor/reports/standing.ts';
import type { AccountStatus, SubjectStatus } from '../../../monitor/reports/statusOverview.ts';
import type { Millis } from '../../../monitor/time.ts';
import type { AlertKind, Severity } from '../../../monitor/types.ts';
import type { Language } from '../../words/language.ts';
import { DOTS } from '../baseEmbed.ts';
import { factsLine } from '../factsLine.ts';
import { flappingParts } from '../flapping.ts';
import { personText } from '../person.ts';
import { onItWords, reasonWords, worst } from '../status.ts';
import { clockOrDate, inlineCode } from '../text.ts';

/** Of an account as many of its pipelines are named. */
const PIPELINES_NAMED = 3;
/** What is shown of an account even while it is not known, or switched off. */
const ALWAYS_SHOWN: readonly AlertKind[] = ['balance', 'provider'];

/** How a reading is put into words. */
type FactsLine = typeof factsLine;

/** The worst of all that is known of these. */
export function worstOf(subjects: readonly Pick<SubjectStatus, 'kinds'>[]): Severity {
  return worst(subjects.flatMap(({ kinds }) => kinds));
}

/** A pipeline with what fires and its value. */
export function pipelineLine(
  pipeline: SubjectStatus,
  now: Millis,
  language: Language,
  line: FactsLine = factsLine,
): string {
  const { kinds, name } = pipeline;
  const firing = kinds.filter((kind) => severityNow(kind) !== null);
  const parts =
    firing.length > 0 ? firing.map((kind) => kindWords(kind, now, language, line)) : quietParts(pipeline, language);
  return `${DOTS[worstOf([pipeline])]} ${inlineCode(name)}: ${parts.join(' · ')}`;
}

function quietParts({ kinds, standing }: SubjectStatus, { words: { overview, status } }: Language): readonly string[] {
  const isUnreadable = kinds.some(({ verdict }) => verdict.state === 'unknown' && verdict.why === 'notReadable');
  const trouble = isUnreadable ? [`⚠️ ${status.why.notReadable}`] : [];
  return [standing === 'ok' ? overview.noAlerts : overview.notJudged, ...trouble];
}

/** An account with its pipelines, its balance, how long that lasts, and whether CaptchaAI answers. */
export function accountLine(
  account: AccountStatus,
  now: Millis,
  language: Language,
  line: FactsLine = factsLine,
): string {
  const { name, pipelines, kinds } = account;
  const { words, counted, list } = language;
  const shown = kinds.filter(isShown).map((kind) => kindWords(kind, now, language, line));
  const more = pipelines.length - PIPELINES_NAMED;
  const named = [
    ...pipelines.slice(0, PIPELINES_NAMED).map((pipeline) => inlineCode(pipeline)),
    ...(more > 0 ? [words.andMore(counted(more))] : []),
  ];
  return `${DOTS[worstOf([account])]} ${inlineCode(name)} (${list(named)}): ${shown.join(' · ')}`;
}

function isShown(status: KindStatus): boolean {
  const { kind, verdict } = status;
  if (severityNow(status) !== null) return true;
  // Without threads of its own an account tells only that nothing was refused.
  if (verdict.state !== 'unknown') return verdict.facts.kind !== 'threads' || verdict.facts.busy !== null;
  return ALWAYS_SHOWN.includes(kind);
}

/** A kind and its value, who has it in hand, and why nothing was sent. */
export function kindWords(kindStatus: KindStatus, now: Millis, language: Language, line: FactsLine): string {
  const { kind, incident, mute, reason } = kindStatus;
  const { status, kinds } = language.words;
  const isOpen = severityNow(kindStatus) !== null;
  const onIt = isOpen && incident?.acknowledged != null ? [onItWords(incident.acknowledged, now, language.words)] : [];
  const why = reasonWords(reason, language.words);
  const text = language.list([
    valueWords(kindStatus, language, line),
    ...(isOpen ? flappingParts(incident?.flapping, now, language) : []),
    ...onIt,
    ...(isOpen && why !== undefined ? [why] : []),
  ]);
  const muted =
    mute === null || !isOpen
      ? ''
      : status.mutedUntil({
          until: clockOrDate(mute.until, now),
          who: personText(mute.by.userId, language.words),
          held: '',
        });
  return `**${kinds[kind]}** ${text}${muted}`;
}

function valueWords({ verdict, incident }: KindStatus, language: Language, line: FactsLine): string {
  const { status } = language.words;
  if (verdict.state !== 'unknown') return line(verdict.facts, language);
  const why = status.why[verdict.why];
  return incident === null ? why : status.cannotBeJudged(why);
}
