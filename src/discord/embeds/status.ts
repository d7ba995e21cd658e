import type { APIEmbed } from 'discord-api-types/v10';
import type { DecisionReason } from '../../monitor/decide.ts';
import type { UnknownWhy } from '../../monitor/facts.ts';
import type { LastSent } from '../../monitor/incident.ts';
import type { GiveUpWhy } from '../../monitor/message.ts';
import type { KindStatus, StatusReport } from '../../monitor/reports.ts';
import type { Destination, Guild, Mute, Severity } from '../../monitor/types.ts';
import { providerFields } from './balance.ts';
import { factsLine } from './factsLine.ts';
import { KIND_NAMES, SCOPE_NAMES } from './kindNames.ts';
import { embed } from './look.ts';
import { clipLines, count, FIELD_VALUE_LIMIT, inlineCode, when } from './text.ts';

const WHY: Readonly<Record<UnknownWhy, string>> = {
  noReading: 'nothing reported yet',
  stale: 'the last report is too old',
  tooFewResults: 'too few results to judge',
  tooLittleHistory: 'too little history to tell',
  switchedOff: 'switched off',
  notSureYet: 'one failure, not sure yet',
  ownNetwork: 'Discord cannot be reached either, so it is our own network',
};
/** Reasons that add something to what the line says anyway. */
const REASONS: Readonly<Partial<Record<DecisionReason, string>>> = {
  heldByCause: 'held back: its cause was told',
  noDestination: 'not sent: no place to send it to',
  awaitingClear: 'ok, waiting to be sure',
};
const GIVE_UP_WORDS: Readonly<Record<GiveUpWhy, string>> = {
  destinationGone: 'the webhook or channel is gone: choose another with `/setup`',
  notAllowed: 'Discord did not allow it: check the bot’s permissions in the channel',
  rejected: 'Discord refused the message',
  noDestination: 'no channel is chosen: use `/setup`',
  muted: 'it was muted',
  nothingToEdit: 'the message was deleted',
};

/** The answer to `/status`: everything at a glance. */
export function statusEmbed(report: StatusReport): APIEmbed {
  const { kinds, newestResultAt, guild } = report;
  return embed(worst(kinds), report.at, {
    title: '🔎 Pipeline Status',
    description: kinds.map(kindLine).join('\n'),
    fields: [
      { name: 'Last Result', value: newestResultAt === null ? 'None yet' : when(newestResultAt, 'R'), inline: true },
      { name: 'Last Delivery', value: deliveryWords(report), inline: true },
      { name: 'Alerts Go To', value: destinationWords(guild), inline: true },
      ...mutesFields(report.mutes),
      ...providerFields(report.provider),
    ],
  });
}

function kindLine({ kind, verdict, reason, incident, lastSent, mute }: KindStatus): string {
  const name = `**${KIND_NAMES[kind]}**`;
  const held = incident?.heldBack ? ` (${count(incident.heldBack)} held back)` : '';
  const muted = mute === null ? '' : `, muted until ${when(mute.until, 't')} by <@${mute.by.userId}>${held}`;
  if (verdict.state === 'unknown') return `⚪ ${name}: ${WHY[verdict.why]}${muted}`;
  const dot = verdict.state === 'ok' ? '🟢' : verdict.severity === 'error' ? '🔴' : '🟠';
  const parts = [
    factsLine(verdict.facts),
    ...(incident === null || verdict.state === 'ok' ? [] : [`firing since ${when(incident.openedAt, 't')}`]),
    ...(incident?.toldSeverity == null ? [] : sentWords(lastSent)),
    ...(incident?.acknowledged == null ? [] : [`<@${incident.acknowledged.by.userId}> is on it`]),
    ...(REASONS[reason] === undefined ? [] : [REASONS[reason]]),
  ];
  return `${dot} ${name}: ${parts.join(', ')}${muted}`;
}

function sentWords({ warning, error }: LastSent): string[] {
  const last = Math.max(warning ?? 0, error ?? 0);
  return last === 0 ? [] : [`last sent ${when(last, 't')}`];
}

function worst(kinds: readonly KindStatus[]): Severity {
  const firing = kinds.flatMap(({ verdict }) => (verdict.state === 'firing' ? [verdict.severity] : []));
  if (firing.includes('error')) return 'error';
  if (firing.length > 0) return 'warning';
  return kinds.some(({ verdict }) => verdict.state === 'ok') ? 'success' : 'info';
}

function deliveryWords({ delivery }: StatusReport): string {
  const { deliveredAt, waiting, waitingSince, retrying, gaveUp } = delivery;
  const lines = [deliveredAt === null ? 'None yet' : when(deliveredAt, 'R')];
  if (waiting > 0 && waitingSince !== null) {
    lines.push(`${waiting} waiting since ${when(waitingSince, 'R')}${retrying === null ? '' : ` (${retrying})`}`);
  }
  if (gaveUp !== null && gaveUp.at > (deliveredAt ?? 0))
    lines.push(`Gave up ${when(gaveUp.at, 'R')}: ${GIVE_UP_WORDS[gaveUp.why]}`);
  return lines.join('\n');
}

function destinationWords({ destination, unusable, mention }: Guild): string {
  if (unusable !== null) return `Nowhere: ${GIVE_UP_WORDS[unusable]}`;
  if (mention === null) return placeWords(destination);
  return `${placeWords(destination)}, critical ones to <@${mention.type === 'role' ? '&' : ''}${mention.id}>`;
}

function placeWords(destination: Destination | null): string {
  if (destination === null) return 'Nowhere yet: use `/setup`';
  return destination.type === 'channel' ? `<#${destination.channelId}>` : 'The webhook';
}

function mutesFields(mutes: readonly Mute[]) {
  if (mutes.length === 0) return [];
  const lines = mutes.map(({ scope, until, by, reason }) => {
    const why = reason === null ? '' : `: ${inlineCode(reason)}`;
    return `**${SCOPE_NAMES[scope]}** until ${when(until, 'f')} by <@${by.userId}>${why}`;
  });
  return [{ name: 'Muted', value: clipLines(lines, FIELD_VALUE_LIMIT) }];
}
