import { channelMention } from '@discordjs/formatters';
import type { APIEmbed } from 'discord-api-types/v10';
import { answerBy } from '../../monitor/alerts/acknowledgement.ts';
import type { DecisionReason } from '../../monitor/alerts/decision.ts';
import type { Verdict } from '../../monitor/alerts/facts.ts';
import type { Acknowledgement, Incident } from '../../monitor/alerts/incident.ts';
import type { LastSent } from '../../monitor/alerts/lastSent.ts';
import type { UnknownWhy } from '../../monitor/kinds/verdict.ts';
import { MOST_CODES, MOST_TYPES } from '../../monitor/record/boundedNames.ts';
import type { KindStatus, StatusReport } from '../../monitor/reports/reports.ts';
import { severityNow } from '../../monitor/reports/standing.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Destination, Guild, Mute, Severity } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import type { Words } from '../words/words.ts';
import { providerFields } from './balance.ts';
import { baseEmbed, DOTS } from './baseEmbed.ts';
import { factsLine } from './factsLine.ts';
import { flappingParts } from './flapping.ts';
import { liveFields } from './liveTrouble.ts';
import { muteLines } from './mutes.ts';
import { personText } from './person.ts';
import { queueTroubleFields } from './queueTrouble.ts';
import { quietFields } from './quietHours.ts';
import { receiverFields } from './receivers.ts';
import { clipLines, clockOrDate, dateTime, FIELD_VALUE_LIMIT, inlineCode, mentionText, relativeTime } from './text.ts';
import { threadFields } from './threadTrouble.ts';

/** The answer to `/status`: everything at a glance. */
export function statusEmbed(report: StatusReport, language: Language): APIEmbed {
  const { kinds, guild } = report;
  const names = language.words.status;
  return baseEmbed(worst(kinds), report.at, {
    title: names.title,
    description: kinds.map((kind) => kindLine(kind, report.at, language)).join('\n'),
    fields: [
      {
        name: names.lastResult,
        value: lastResultWords(report, language),
        inline: true,
      },
      { name: names.lastDelivery, value: deliveryWords(report, language), inline: true },
      { name: names.goTo, value: destinationWords(guild, language.words), inline: true },
      ...queueTroubleFields(report.unreadable, language),
      ...receiverFields(report.receivers, language),
      ...liveFields(report, language),
      ...threadFields(guild, language.words),
      ...mutesFields(report.mutes, language),
      ...quietFields(guild, report.at, language),
      ...providerFields(report.provider, language),
    ],
  });
}

function kindLine(
  { kind, verdict, reason, incident, lastSent, mute }: KindStatus,
  now: Millis,
  language: Language,
): string {
  const { words, counted, list } = language;
  const { status } = words;
  const name = `**${words.kinds[kind]}**`;
  const held = incident?.suppressed ? status.suppressed(counted(incident.suppressed)) : '';
  const muted =
    mute === null
      ? ''
      : status.mutedUntil({ until: clockOrDate(mute.until, now), who: personText(mute.by.userId, words), held });
  const parts =
    verdict.state === 'unknown'
      ? unknownParts(verdict.why, incident, now, language)
      : [factsLine(verdict.facts, language), ...(incident === null ? [] : firingParts(verdict, incident, now, words))];
  const sent = incident?.notifiedSeverity == null ? [] : sentWords(lastSent, now, words);
  const onIt = incident?.acknowledged == null ? [] : [onItWords(incident.acknowledged, now, words)];
  const why = reasonWords(reason, words);
  const flaps = flappingParts(incident?.flapping, now, language);
  const text = list([...parts, ...flaps, ...sent, ...onIt, ...(why === undefined ? [] : [why])]);
  return `${DOTS[worst([{ verdict, incident }])]} ${name}: ${text}${muted}`;
}

/** Who is on it, since when, and whether they are asked whether they still are. */
export function onItWords({ by, at, questionAt = null }: Acknowledgement, now: Millis, words: Words): string {
  const onIt = words.status.isOnIt({ who: personText(by.userId, words), since: clockOrDate(at, now) });
  return questionAt === null ? onIt : `${onIt}, ${words.attention.isAsked(relativeTime(answerBy(questionAt)))}`;
}

/** An incident that can no longer be judged is open all the same. */
function unknownParts(why: UnknownWhy, incident: Incident | null, now: Millis, { words }: Language): string[] {
  const { status } = words;
  if (incident === null) return [status.why[why]];
  return [status.cannotBeJudged(status.why[why]), status.openSince(clockOrDate(incident.openedAt, now))];
}

function firingParts({ state }: Verdict, { openedAt }: Incident, now: Millis, { status }: Words): string[] {
  return state === 'ok' ? [] : [status.firingSince(clockOrDate(openedAt, now))];
}

/** Reasons that add something to what the line says anyway. */
export function reasonWords(reason: DecisionReason, { status }: Words): string | undefined {
  const { inhibited, noDestination, awaitingClear, quietHours } = status;
  const texts: Readonly<Partial<Record<DecisionReason, string>>> = {
    inhibited,
    noDestination,
    awaitingClear,
    quietHours,
  };
  return texts[reason];
}

function sentWords({ warning, critical }: LastSent, now: Millis, { status }: Words): string[] {
  const last = Math.max(warning ?? 0, critical ?? 0);
  return last === 0 ? [] : [status.lastSent(clockOrDate(last, now))];
}

/** The worst of these, muted or not. */
export function worst(kinds: readonly Pick<KindStatus, 'verdict' | 'incident'>[]): Severity {
  const firing = kinds.map(severityNow);
  if (firing.includes('critical')) return 'critical';
  if (firing.includes('warning')) return 'warning';
  return kinds.some(({ verdict }) => verdict.state === 'ok') ? 'success' : 'info';
}

function lastResultWords({ newestResultAt, lateMs, tooMany }: StatusReport, language: Language): string {
  const { words, duration, counted } = language;
  const { status } = words;
  const lines = [newestResultAt === null ? status.noneYet : relativeTime(newestResultAt)];
  if (lateMs !== null) lines.push(`⚠️ ${status.late(duration(lateMs))}`);
  if (tooMany.codes) lines.push(`⚠️ ${status.tooManyCodes(counted(MOST_CODES))}`);
  if (tooMany.types) lines.push(`⚠️ ${status.tooManyTypes(counted(MOST_TYPES))}`);
  return lines.join('\n');
}

export function deliveryWords({ delivery }: Pick<StatusReport, 'delivery'>, { words, counted }: Language): string {
  const { status, giveUp } = words;
  const { deliveredAt, waiting, waitingSince, retrying, gaveUp } = delivery;
  const lines = [deliveredAt === null ? status.noneYet : relativeTime(deliveredAt)];
  if (waiting > 0 && waitingSince !== null) {
    const why = retrying === null ? '' : ` (${words.retry[retrying]})`;
    lines.push(status.waiting({ messages: counted(waiting), since: relativeTime(waitingSince), why }));
  }
  if (gaveUp !== null && gaveUp.at > (deliveredAt ?? 0)) {
    lines.push(status.gaveUp({ at: relativeTime(gaveUp.at), why: giveUp[gaveUp.why] }));
  }
  return lines.join('\n');
}

export function destinationWords(guild: Guild, words: Words): string {
  const { destination, unusable, fallbacks, mention, mentionFrom, pingFailure } = guild;
  const { status, giveUp, pingFailed } = words;
  if (unusable !== null) return (fallbacks().length === 0 ? status.nowhere : status.elsewhere)(giveUp[unusable]);
  if (destination === null && fallbacks().length > 0) return status.elsewhere(giveUp.noDestination);
  const place = placeWords(destination, words);
  if (mention === null) return place;
  const whom = mentionText(mention);
  const line = (mentionFrom === 'critical' ? status.toWithPing : status.toWithPingFromWarning)({ place, whom });
  return pingFailure === null ? line : `${line}\n⚠️ ${status.pingFailed(pingFailed[pingFailure])}`;
}

function placeWords(destination: Destination | null, { status }: Words): string {
  if (destination === null) return status.nowhereYet;
  return destination.type === 'channel' ? channelMention(destination.channelId) : status.webhook;
}

export function mutesFields(mutes: readonly Mute[], language: Language) {
  if (mutes.length === 0) return [];
  const { status } = language.words;
  const lines = muteLines(mutes, language).map(({ muted, until, by, reason }) => {
    const why = reason === null ? '' : `: ${inlineCode(reason)}`;
    return status.muteLine({
      scope: muted,
      until: dateTime(until),
      who: personText(by.userId, language.words),
      why,
    });
  });
  return [{ name: status.mutedField, value: clipLines(lines, FIELD_VALUE_LIMIT, language) }];
}
