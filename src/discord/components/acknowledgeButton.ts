import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import type { CommandContext, Reply } from '../command.ts';
import { acknowledgedField } from '../embeds/alert.ts';
import type { Language } from '../words/language.ts';
import type { Component, Press } from './component.ts';
import { readCustomId } from './customId.ts';
import { withField } from './pressedFields.ts';
import { incidentOf } from './readPress.ts';

/** Says who is on an incident. Everyone may: whoever reads the alert may take it on. */
export const acknowledgeButton: Component = {
  name: 'acknowledge',
  needs: null,
  replies: 'update',
  read(press, context) {
    const incidentId = incidentOf(press);
    return incidentId === null ? null : () => acknowledge(incidentId, press, context);
  },
};

async function acknowledge(incidentId: number, { message }: Press, context: CommandContext): Promise<Reply> {
  const { monitor, guildId, by, now, guildLanguage } = context;
  await monitor.acknowledge(guildId, incidentId, by, message.id);
  const field = acknowledgedField(by.userId, now, guildLanguage);
  return {
    embeds: message.embeds.map((embed) => withField(embed, field)),
    components: message.components.map((component) => taken(component, guildLanguage)),
  };
}

/** The button stays, pressed: nobody wonders where it went. */
function taken(component: APIMessageTopLevelComponent, { words }: Language): APIMessageTopLevelComponent {
  if (component.type !== ComponentType.ActionRow) return component;
  return {
    ...component,
    components: component.components.map((each) => {
      const isOurs = 'custom_id' in each && readCustomId(each.custom_id)?.name === 'acknowledge';
      return isOurs && each.type === ComponentType.Button && 'label' in each
        ? { ...each, label: words.buttons.acknowledged, disabled: true }
        : each;
    }),
  };
}
