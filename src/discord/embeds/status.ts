import type { APIEmbed } from 'discord-api-types/v10';
import type { KindStatus, StatusReport } from '../../monitor/reports.ts';
import type {
  AlertKind,
  Destination,
  Facts,
  Guild,
  Mute,
  MuteScope,
  Severity,
  UnknownWhy,
} from '../../monitor/types.ts';
import { providerFields } from './balance.ts';
import { embed } from './look.ts';
import { clipLines, count, FIELD_VALUE_LIMIT, inlineCode, percent, usd, when } from './text.ts';

export const KIND_NAMES: Readonly<Record<AlertKind, string>> = {
  balance: 'Balance',
  errors: 'Error rate',
  queue: 'Queue',
};
export const SCOPE_NAMES: Readonly<Record<MuteScope, string>> = { all: 'Everything', ...KIND_NAMES };

const WHY: Readonly<Record<UnknownWhy, string>> = {
  noReading: 'nothing reported yet',
  stale: 'the last report is too old',
  tooFewResults: 'too few results to judge',
  switchedOff: 'switched off',
};
const GIVE_UP_WORDS = {
  destinationGone: 'the webhook or channel is gone: choose another with `/setup`',
  notAllowed: 'Discord did not allow it: check the bot’s permissions in the channel',
  rejected: 'Discord refused the message',
  noDestination: 'no channel is chosen: use `/setup`',
} as const;

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

function kindLine({ kind, verdict, incident, mute }: KindStatus): string {
  const name = `**${KIND_NAMES[kind]}**`;
  const held = incident?.heldBack ? ` (${count(incident.heldBack)} held back)` : '';
  const muted = mute === null ? '' : `, muted until ${when(mute.until, 't')}${held}`;
  if (verdict.state === 'unknown') return `⚪ ${name}: ${WHY[verdict.why]}${muted}`;
  const dot = verdict.state === 'ok' ? '🟢' : verdict.severity === 'error' ? '🔴' : '🟠';
  const since =
    incident === null
      ? ''
      : `, ${verdict.state === 'ok' ? 'clearing' : 'firing'} since ${when(incident.clearSince ?? incident.openedAt, 't')}`;
  return `${dot} ${name}: ${value(verdict.facts)}${since}${muted}`;
}

function value(facts: Facts): string {
  switch (facts.kind) {
    case 'balance':
      return `${usd(facts.balanceMicros)} (threshold ${usd(facts.thresholdMicros)})`;
    case 'errors':
      return `${percent(facts.failed / facts.total)} (${facts.failed}/${facts.total})`;
    case 'queue':
      return `${count(facts.depth)} pending`;
  }
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

function destinationWords(guild: Guild | null): string {
  const words = (destination: Destination | null | undefined): string => {
    if (destination == null) return 'Nowhere yet: use `/setup`';
    return destination.type === 'channel' ? `<#${destination.channelId}>` : 'The webhook';
  };
  const mention = guild?.mention ?? null;
  if (mention === null) return words(guild?.destination);
  return `${words(guild?.destination)}, critical ones to <@${mention.type === 'role' ? '&' : ''}${mention.id}>`;
}

function mutesFields(mutes: readonly Mute[]) {
  if (mutes.length === 0) return [];
  const lines = mutes.map(({ scope, until, by, reason }) => {
    const why = reason === null ? '' : `: ${inlineCode(reason)}`;
    return `**${SCOPE_NAMES[scope]}** until ${when(until, 'f')} by <@${by.userId}>${why}`;
  });
  return [{ name: 'Muted', value: clipLines(lines, FIELD_VALUE_LIMIT) }];
}
