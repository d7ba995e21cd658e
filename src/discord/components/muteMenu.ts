import { type APIMessageTopLevelComponent, ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { PastIncident } from '../../monitor/ports/incidentStore.ts';
import { DAY, HOUR, MINUTE, type Millis, SECOND } from '../../monitor/time.ts';
import type { CommandContext, Reply } from '../command.ts';
import { muteLines } from '../embeds/mutes.ts';
import { dateTime, relativeTime } from '../embeds/text.ts';
import type { Language } from '../words/language.ts';
import type { Component, ComponentInteraction } from './component.ts';
import { customId } from './customId.ts';
import { messageOf, pickedSecondsOf } from './readComponent.ts';

/** The usual first: an hour. */
const LENGTHS: readonly Millis[] = [HOUR, 30 * MINUTE, 4 * HOUR, DAY, 7 * DAY];

/** Asks for how long the kinds that a message tells of are to be muted. */
export function howLong(messageId: string, incidents: readonly PastIncident[], language: Language): Reply {
  const { words, list, duration } = language;
  const kinds = [...new Set(incidents.map(({ kind }) => kind))].map((kind) => `**${words.kinds[kind]}**`);
  const components: APIMessageTopLevelComponent[] = [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: customId('muteTold', messageId),
          placeholder: words.menus.pick,
          options: LENGTHS.map((ms) => ({ label: duration(ms), value: String(ms / SECOND) })),
        },
      ],
    },
  ];
  return { content: words.menus.howLong(list(kinds)), components };
}

/** The answer to that, in the place of the question. */
export const muteMenu: Component = {
  name: 'muteTold',
  needs: PermissionFlagsBits.ManageGuild,
  replies: 'update',
  read(interaction: ComponentInteraction, context) {
    const [messageId, seconds] = [messageOf(interaction), pickedSecondsOf(interaction)];
    return messageId === null || seconds === null ? null : () => mute(messageId, seconds * SECOND, context);
  },
};

async function mute(messageId: string, ms: Millis, { monitor, guildId, by, language }: CommandContext): Promise<Reply> {
  const { mutes: words } = language.words;
  const mutes = await monitor.muteKindsOfMessage(guildId, messageId, ms, by);
  const lines = muteLines(mutes, language).map(({ muted, until }) =>
    words.muted({ scope: muted, until: dateTime(until), relative: relativeTime(until) }),
  );
  return { content: [...lines, words.endEarly].join('\n'), components: [] };
}
