import { z } from 'zod';
import {
  type EscalationStep,
  isSameTarget,
  LONGEST_AFTER_MS,
  MOST_STEPS,
  SHORTEST_AFTER_MS,
} from '../../monitor/alerts/escalation.ts';
import type { GivenStep } from '../../monitor/settings/guildDefaults.ts';
import { parseLength } from '../../monitor/text/duration.ts';
import { didYouMean, nearestName } from '../../monitor/text/nearest.ts';
import { name, snowflake, textLike } from './parts.ts';
import type { Say } from './secretAt.ts';

const after = textLike(/^\d+(?:\.\d+)?\s*(?:s|m|h|d)$/, 'must be a length of time, such as 5m or 1h')
  .refine((text) => {
    const ms = parseLength(text) ?? 0;
    return ms >= SHORTEST_AFTER_MS && ms <= LONGEST_AFTER_MS;
  }, 'must be from 1m to 24h')
  .meta({ description: 'How long after people were notified: 5m, 1h.' });

const step = z
  .strictObject({
    after,
    mention: textLike(/^(?:role|user):\d{17,20}$/, 'must be such as "role:123456789012345678"')
      .optional()
      .meta({ description: 'A role or a person to mention, such as "role:123456789012345678".' }),
    channel: snowflake.optional(),
    directMessage: snowflake.optional(),
    guilds: z
      .array(snowflake)
      .min(1, 'must name a server, or be left out')
      .optional()
      .meta({ description: 'The servers that it is of; left out: all. A channel, role or person is of one server.' }),
    receiver: name
      .optional()
      .meta({ description: 'One of the receivers of this file: it is notified by this step alone.' }),
  })
  .refine(
    ({ mention, channel, directMessage, receiver }) =>
      [mention, channel, directMessage, receiver].some((one) => one !== undefined),
    {
      error: 'must say whom to notify: mention, channel, directMessage or receiver',
    },
  )
  .refine(({ channel, directMessage }) => channel === undefined || directMessage === undefined, {
    error: 'must have channel or directMessage, not both: use two steps',
  });

/** Of servers that have chosen nothing with `/escalation`. */
export const EscalationOfFile = z.array(step).max(MOST_STEPS, `must be at most ${MOST_STEPS}`).meta({
  description:
    'Who is notified of critical alerts that nobody acknowledges, in servers that have chosen nothing with /escalation.',
});

/** The steps of a file, in the order in which they are due; `say` gets what is wrong with them together. */
export function toEscalation(
  stepsOfFile: z.infer<typeof EscalationOfFile> | undefined,
  receivers: readonly string[],
  say: Say,
): readonly GivenStep[] {
  const steps = (stepsOfFile ?? []).map(
    ({ after: text, mention, channel, directMessage, receiver, guilds }, index): GivenStep => {
      if (receiver !== undefined && !receivers.includes(receiver))
        say(
          ['escalation', index, 'receiver'],
          `names ${receiver}, which is none of the receivers.${didYouMean(nearestName(receiver, receivers))}`,
        );
      return {
        afterMs: parseLength(text) ?? 0,
        mention: mentionOf(mention),
        place: placeOf(channel, directMessage),
        receiver: receiver ?? null,
        ...(guilds === undefined ? {} : { guildIds: guilds }),
      };
    },
  );
  for (const [index, one] of steps.entries()) {
    const isTwice = steps.slice(0, index).some((other) => other.afterMs === one.afterMs && isSameTarget(other, one));
    if (isTwice) say(['escalation', index], 'is the same as a step before it.');
  }
  return steps.toSorted((a, b) => a.afterMs - b.afterMs);
}

function mentionOf(text: string | undefined): EscalationStep['mention'] {
  const [type, id] = text?.split(':') ?? [];
  return id === undefined ? null : { type: type === 'user' ? 'user' : 'role', id };
}

function placeOf(channelId: string | undefined, userId: string | undefined): EscalationStep['place'] {
  if (channelId !== undefined) return { type: 'channel', channelId };
  return userId === undefined ? null : { type: 'user', userId };
}
