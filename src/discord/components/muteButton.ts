import { PermissionFlagsBits } from 'discord-api-types/v10';
import { mutedField } from '../embeds/alert.ts';
import type { Component } from './component.ts';
import { withField } from './pressedFields.ts';

/** Mute 1 h and Mute 24 h: says nothing about the incident's kind for so long, and names on the message whose mute holds. */
export const muteButton: Component = {
  name: 'mute',
  needs: PermissionFlagsBits.ManageGuild,
  replies: 'update',
  async run({ args: [incidentId, lengthS], message }, { monitor, guildId, by, guildLanguage }) {
    const holds = await monitor.muteIncident(guildId, Number(incidentId), Number(lengthS) * 1_000, by);
    const field = mutedField(holds.by.userId, holds.until, guildLanguage);
    return { embeds: message.embeds.map((embed) => withField(embed, field)), components: message.components };
  },
};
