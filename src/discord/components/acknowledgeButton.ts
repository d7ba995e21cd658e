import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import type { CommandContext, Reply } from '../command.ts';
import { acknowledgedField } from '../embeds/alert.ts';
import type { Language } from '../words/language.ts';
import { acknowledgement } from './alertButtons.ts';
import type { Component, ComponentInteraction } from './component.ts';
import { withField, withoutField } from './componentFields.ts';
import { readCustomId } from './customId.ts';
import { incidentOf } from './readComponent.ts';

/** Says who is on an incident. Everybody who reads the alert may acknowledge it, unless the server leaves that to a role. */
export const acknowledgeButton: Component = {
  name: 'acknowledge',
  needs: null,
  replies: 'update',
  read(interaction, context) {
    const incidentId = incidentOf(interaction);
    return incidentId === null ? null : () => acknowledge(incidentId, interaction, context);
  },
};

/** Says that nobody is on it after all. */
export const unacknowledgeButton: Component = {
  name: 'unacknowledge',
  needs: null,
  replies: 'update',
  read(interaction, context) {
    const incidentId = incidentOf(interaction);
    return incidentId === null ? null : () => unacknowledge(incidentId, interaction, context);
  },
};

/** The answer to whether somebody is still on it. The question then loses its buttons. */
export const stillOnItButton: Component = {
  name: 'stillOnIt',
  needs: null,
  replies: 'update',
  read(interaction, context) {
    const incidentId = incidentOf(interaction);
    return incidentId === null ? null : () => stillOnIt(incidentId, interaction, context);
  },
};

async function acknowledge(
  incidentId: number,
  { message }: ComponentInteraction,
  context: CommandContext,
): Promise<Reply> {
  const { monitor, guildId, by, now, guildLanguage } = context;
  await monitor.acknowledge(guildId, incidentId, context, message.id);
  const field = acknowledgedField(by.userId, now, guildLanguage);
  return {
    embeds: message.embeds.map((embed) => withField(embed, field)),
    components: message.components.map((component) => switched(component, incidentId, true, guildLanguage)),
  };
}

async function unacknowledge(
  incidentId: number,
  { message }: ComponentInteraction,
  context: CommandContext,
): Promise<Reply> {
  const { monitor, guildId, guildLanguage } = context;
  await monitor.unacknowledge(guildId, incidentId, context, message.id);
  const { acknowledged } = guildLanguage.words.alerts;
  const embeds = message.embeds.map((embed) => withoutField(embed, acknowledged));
  // The question is answered.
  if (message.components.some(asksWhetherStillOnIt)) return { embeds, components: [] };
  return {
    embeds,
    components: message.components.map((component) => switched(component, incidentId, false, guildLanguage)),
  };
}

function asksWhetherStillOnIt(component: APIMessageTopLevelComponent): boolean {
  return (
    component.type === ComponentType.ActionRow &&
    component.components.some((each) => nameOf(each) === stillOnItButton.name)
  );
}

async function stillOnIt(
  incidentId: number,
  { message }: ComponentInteraction,
  context: CommandContext,
): Promise<Reply> {
  const { monitor, guildId, by, now, guildLanguage } = context;
  await monitor.stillOnIt(guildId, incidentId, context);
  const field = acknowledgedField(by.userId, now, guildLanguage);
  return { embeds: message.embeds.map((embed) => withField(embed, field)), components: [] };
}

function nameOf(component: object): string | undefined {
  const id = 'custom_id' in component && typeof component.custom_id === 'string' ? component.custom_id : '';
  return readCustomId(id)?.name;
}

const NAMES: readonly string[] = [acknowledgeButton.name, unacknowledgeButton.name];

/** The same message with the other of the two buttons. */
function switched(
  component: APIMessageTopLevelComponent,
  incidentId: number,
  isAcknowledged: boolean,
  language: Language,
): APIMessageTopLevelComponent {
  if (component.type !== ComponentType.ActionRow) return component;
  return {
    ...component,
    components: component.components.map((each) =>
      NAMES.includes(nameOf(each) ?? '') ? acknowledgement(incidentId, isAcknowledged, language) : each,
    ),
  };
}
