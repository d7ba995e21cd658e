import type { Reply } from '../command.ts';
import { clip } from './text.ts';

/** https://discord.com/developers/docs/resources/message#create-message */
const CONTENT_LIMIT = 2_000;

/** A reply within Discord's limits; embeds keep to theirs where they are made. */
export function fitReply(reply: Reply): Pick<Reply, 'content' | 'embeds' | 'components'> {
  return reply.content === undefined ? reply : { ...reply, content: clip(reply.content, CONTENT_LIMIT) };
}
