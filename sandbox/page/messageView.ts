import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import { dayAndTime, timestampText } from '../terminal/discordTime.ts';
import type { MarkdownContext } from '../terminal/markdownContext.ts';
import { plainText } from '../terminal/plainText.ts';
import { componentBlocks } from './componentView.ts';
import type { Directory } from './directory.ts';
import { embedView } from './embedView.ts';
import { fileView } from './pictureView.ts';
import { richText } from './richText.ts';
import type { MessageView } from './views.ts';

export interface Reading {
  readonly directory: Directory;
  readonly userId: string;
  readonly now: number;
  readonly timeZone: string;
}

const GROUP_MS = 7 * 60_000;
const APP_COLOUR = '#5865f2';
/** Those of Discord's default avatars. */
const COLOURS = ['#757e8a', '#3ba55c', '#faa61a', '#ed4245', '#eb459f'] as const;

export function messageView(message: APIMessage, before: APIMessage | undefined, reading: Reading): MessageView {
  const context = markdownContext(message, reading);
  const at = Date.parse(message.timestamp);
  return {
    id: message.id,
    startsGroup: before === undefined || startsGroup(message, before),
    author: authorView(message),
    time: dayAndTime(at, reading),
    clock: timestampText(at / 1000, 't', reading) ?? '',
    at: message.timestamp,
    used: usedCommand(message),
    isThinking: has(message, MessageFlags.Loading),
    isEphemeral: has(message, MessageFlags.Ephemeral),
    isEdited: message.edited_timestamp !== null,
    isForReader: message.mention_everyone || message.mentions.some(({ id }) => id === reading.userId),
    lines: richText(message.content, context),
    embeds: message.embeds.map((embed) => embedView(embed, context)),
    files: message.attachments.map(fileView),
    blocks: componentBlocks(message.components ?? [], reading.directory, context),
    menus: has(message, MessageFlags.Ephemeral) ? [] : reading.directory.menus,
  };
}

function markdownContext(message: APIMessage, { directory, now, timeZone }: Reading): MarkdownContext {
  const { roles, users, channels } = directory;
  const mentioned = new Map(message.mentions.map(({ id, username }) => [id, username]));
  return {
    now,
    timeZone,
    colour: true,
    pingsEveryone: message.mention_everyone,
    roleName: (id) => roles.get(id),
    userName: (id) => mentioned.get(id) ?? users.get(id),
    channelName: (id) => channels.find((channel) => channel.id === id)?.name,
  };
}

function authorView(message: APIMessage): MessageView['author'] {
  const { id } = message.author;
  const name = plainText(authorName(message));
  const isApp = message.author.bot === true || message.webhook_id !== undefined;
  const [initial = '?'] = name;
  const colour = isApp ? APP_COLOUR : (COLOURS[Number(BigInt(id) >> 22n) % COLOURS.length] ?? APP_COLOUR);
  return { name, isApp, initial: initial.toUpperCase(), colour };
}

function authorName({ author }: APIMessage): string {
  return author.global_name ?? author.username;
}

function usedCommand({ interaction_metadata: by, interaction }: APIMessage): MessageView['used'] {
  if (by === undefined || interaction === undefined) return null;
  return {
    who: plainText(by.user.global_name ?? by.user.username),
    command: shownCommand(plainText(interaction.name)),
  };
}

function startsGroup(message: APIMessage, before: APIMessage): boolean {
  if (usedCommand(message) !== null || has(message, MessageFlags.Ephemeral) || has(before, MessageFlags.Ephemeral)) {
    return true;
  }
  const apart = Date.parse(message.timestamp) - Date.parse(before.timestamp);
  return message.author.id !== before.author.id || authorName(message) !== authorName(before) || apart > GROUP_MS;
}

function has({ flags }: APIMessage, flag: MessageFlags): boolean {
  return ((flags ?? 0) & flag) !== 0;
}

/** A slash command is in lower case; one of the menu of a message has no slash. */
function shownCommand(name: string): string {
  return name === name.toLowerCase() ? `/${name}` : name;
}
