import { subtext } from '@discordjs/formatters';
import type { Reply } from '../command.ts';
import { clip } from './text.ts';

/** https://discord.com/developers/docs/resources/message#create-message */
const CONTENT_LIMIT = 2_000;

/** A reply within Discord's limits; embeds keep to theirs where they are made. */
export function fitReply(reply: Reply): Pick<Reply, 'content' | 'embeds' | 'components'> {
  return reply.content === undefined ? reply : { ...reply, content: clip(reply.content, CONTENT_LIMIT) };
}

/** The words of an answer, and below them in small print what is to be said of the answer itself. */
export function noted(content: string | null | undefined, note: string): string {
  const small = subtext(note);
  return content == null || content === '' ? small : `${clip(content, CONTENT_LIMIT - small.length - 1)}\n${small}`;
}
