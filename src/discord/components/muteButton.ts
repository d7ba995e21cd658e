import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Millis } from '../../monitor/time.ts';
import type { CommandContext, Reply } from '../command.ts';
import { mutedField } from '../embeds/alert.ts';
import type { Component, ComponentInteraction } from './component.ts';
import { withField } from './componentFields.ts';
import { incidentOf, muteSecondsOf } from './readComponent.ts';

/** Mute 1 h and Mute 24 h: says nothing about the incident's kind for so long, and names on the message whose mute holds. */
export const muteButton: Component = {
  name: 'mute',
  needs: PermissionFlagsBits.ManageGuild,
  replies: 'update',
  read(interaction, context) {
    const [incidentId, seconds] = [incidentOf(interaction, 1), muteSecondsOf(interaction)];
    return incidentId === null || seconds === null
      ? null
      : () => mute(incidentId, seconds * 1_000, interaction, context);
  },
};

async function mute(
  incidentId: number,
  ms: Millis,
  { message }: ComponentInteraction,
  context: CommandContext,
): Promise<Reply> {
  const { monitor, guildId, by, guildLanguage } = context;
  const holds = await monitor.muteIncident(guildId, incidentId, ms, by, message.id);
  const field = mutedField(holds, null, guildLanguage);
  return { embeds: message.embeds.map((embed) => withField(embed, field)), components: message.components };
}
