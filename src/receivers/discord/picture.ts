import type { RawFile } from '@discordjs/rest';
import type { Delivery } from '../../monitor/delivery/delivery.ts';
import type { Attempt, Beginning } from '../../monitor/ports/receiver.ts';
import type { Guild } from '../../monitor/types.ts';
import { attemptBody } from './attemptBody.ts';
import type { MessageBody } from './messageBody.ts';

export interface Picture {
  readonly png: Uint8Array;
  /** What is on it, for those who do not see it. */
  readonly altText: string;
}

/** The chart of the incident that a delivery is about, as the guild sees it; null where it cannot be drawn, `late` where that takes too long now. */
export type DrawIncident = (delivery: Delivery, guild: Guild, ends: AbortSignal) => Promise<Picture | 'late' | null>;

const NAME = 'chart.png';

interface Sent {
  readonly body: MessageBody;
  readonly files: readonly RawFile[];
}

/** All that an attempt sends; as with `DrawIncident` where it is a picture, and that was not drawn. */
export async function attemptContent(
  attempt: Attempt,
  beginning: Beginning,
  draw: DrawIncident,
  ends: AbortSignal,
): Promise<Sent | 'late' | null> {
  const { delivery, guild } = attempt;
  const body = attemptBody(attempt, beginning);
  if (delivery.message.type !== 'entry' || delivery.message.what !== 'chart') return { body, files: [] };
  const picture = await draw(delivery, guild, ends);
  return picture === null || picture === 'late' ? picture : withPicture(body, picture);
}

/** A message with a picture under it. */
function withPicture(body: MessageBody, { png, altText }: Picture): Sent {
  return {
    body: { ...body, attachments: [{ id: '0', filename: NAME, description: altText }] },
    files: [{ name: NAME, data: Buffer.from(png), contentType: 'image/png' }],
  };
}
