import type { APIEmbed } from 'discord-api-types/v10';
import { COLOURS } from '../../src/discord/embeds/baseEmbed.ts';
import { type DiscordPlace, inDiscord } from '../../src/discord/place.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import type { Message } from '../../src/monitor/alerts/message.ts';
import type { Delivery } from '../../src/monitor/delivery/delivery.ts';
import type { SendOutcome } from '../../src/monitor/delivery/outcome.ts';
import type { Place } from '../../src/monitor/delivery/place.ts';
import type { Receiver } from '../../src/monitor/ports/receiver.ts';
import type { Clock } from '../../src/monitor/time.ts';
import type { Guild } from '../../src/monitor/types.ts';
import { messagesOf } from '../../src/receivers/discord/attemptBody.ts';
import { createChanges } from '../../src/receivers/discord/changes.ts';
import { editBody, type MessageBody, messageBody } from '../../src/receivers/discord/messageBody.ts';
import { silentLog } from '../fixtures/constants.ts';
import { type Conditions, SOUTH, TEAMS } from './script.ts';

/** One message as it came to stand in a channel, or an edit of one. */
export interface NewMessages {
  readonly at: number;
  /** Since the start, by a clock that nobody sets. */
  readonly elapsed: number;
  readonly guildId: string;
  readonly about: Delivery['about'];
  readonly message: Message;
  readonly pings: readonly string[];
}

export interface ChannelLogOptions {
  readonly clock: Clock;
  readonly elapsed: () => number;
  readonly conditions: () => Conditions;
}

/** Plays Discord, and writes down what people see there. */
export function createChannelLog({ clock, elapsed, conditions }: ChannelLogOptions) {
  const sent: NewMessages[] = [];
  const blocks: string[] = [];
  let posted = 0;

  function deliver(delivery: Delivery, guild: Guild, chosen: Place | null): SendOutcome {
    const { message, target, about } = delivery;
    const isEdit = message.type === 'edit';
    const stands = isEdit ? target?.place : chosen;
    const place = stands == null ? null : inDiscord(stands);
    if (conditions().discord === 'unreachable') return { outcome: 'retry', afterMs: null, why: 'unreachable' };
    if (place === null) return { outcome: 'giveUp', why: isEdit ? 'nothingToEdit' : 'noDestination' };
    if (place.type === 'webhook' && conditions().webhook === 'deleted') {
      return { outcome: 'giveUp', why: isEdit ? 'nothingToEdit' : 'destinationGone' };
    }
    if (!isEdit) posted += 1;
    const id = isEdit ? (target?.messageId ?? '') : `#${posted}`;
    const body =
      message.type !== 'edit'
        ? messageBody(messagesOf(delivery), delivery, place, guild, ENGLISH)
        : target === null
          ? {}
          : editBody(target, message.state, guild, ENGLISH);
    const at = clock.now();
    const pings = pingsOf(body);
    sent.push({ at, elapsed: elapsed(), guildId: guild.id, about, message, pings });
    const label = isEdit ? `EDIT of ${id}` : id;
    const head = [label, timeFor(guild, at), guild.name, placeName(place), pings.map((ping) => `PING ${ping}`)].flat();
    blocks.push([head.join('  '), ...describeBody(body, guild, at).map((line) => `    ${line}`)].join('\n'));
    return { outcome: 'delivered', messageId: id, place };
  }

  const receiver: Pick<Receiver, 'findEarlier' | 'send' | 'change'> = {
    findEarlier: async () => ({ found: 'absent', pingFailure: null }),
    send: async ({ delivery, guild, place }) => deliver(delivery, guild, place),
    change: createChanges(
      {
        openThread: async () => ({ outcome: 'giveUp', why: 'nothingToEdit' }),
        edit: async (delivery, _target, guild) => deliver(delivery, guild, null),
      },
      silentLog,
    ),
  };
  return {
    receiver,
    sent,
    /** Says what happens outside, so that a reader sees what a message answers to. */
    note(at: number, what: string) {
      blocks.push(`${'-'.repeat(8)} ${clockTime(at, 'UTC')} UTC: ${what}`);
    },
    heading(what: string) {
      blocks.push(`${'='.repeat(8)} ${what}`);
    },
    text: () => `${blocks.join('\n\n')}\n`,
  };
}

/** Whom Discord would notify: who is named in the text and is allowed to be. */
function pingsOf({ content, allowed_mentions: allowed }: MessageBody): string[] {
  const named = content?.match(/<@&?\d+>/g) ?? [];
  const notified = [
    ...(allowed?.roles ?? []).map((id) => `<@&${id}>`),
    ...(allowed?.users ?? []).map((id) => `<@${id}>`),
  ];
  return named.filter((mention) => notified.includes(mention));
}

function describeBody({ content, embeds = [] }: MessageBody, guild: Guild, at: number): string[] {
  const text = content === undefined ? [] : [`text: ${content}`];
  const lines = [...text, ...embeds.flatMap((embed) => describeEmbed(embed, guild, at))];
  return lines.flatMap((line) => readableTimes(line, guild.timeZone).split('\n'));
}

function describeEmbed(
  { author, title, description, color, timestamp, fields = [] }: APIEmbed,
  guild: Guild,
  at: number,
) {
  const colour = Object.entries(COLOURS).find(([, value]) => value === color)?.[0] ?? 'no colour of ours';
  const writtenAt = Date.parse(timestamp ?? '');
  const dated = writtenAt === at ? '' : `, dated ${clockTime(writtenAt, guild.timeZone)}`;
  return [
    ...(author === undefined ? [] : [`${author.name}:`]),
    `${title} [${colour}${dated}]`,
    description ?? 'NO DESCRIPTION',
    ...fields.map(({ name, value }) => `${name}: ${value.includes('\n') ? `\n${value.replace(/^/gm, '  ')}` : value}`),
  ];
}

function placeName(place: DiscordPlace): string {
  if (place.type === 'user') return `user ${place.userId}`;
  return place.type === 'webhook' ? 'webhook' : `channel …${place.channelId.slice(-4)}`;
}

function timeFor({ id, timeZone }: Guild, at: number): string {
  const local = clockTime(at, timeZone);
  const zone = TEAMS.find((team) => team.id === id)?.zone ?? SOUTH.zone;
  return `${local} ${zone === 'UTC' ? 'UTC' : zone.split('/')[1]}`;
}

/** Discord shows each reader their own time; the log shows the team's. */
function readableTimes(text: string, timeZone: string): string {
  return text.replace(/<t:(\d+):\w>/g, (_, seconds: string) => clockTime(Number(seconds) * 1_000, timeZone));
}

export function clockTime(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return format.format(at).replace(',', '');
}
