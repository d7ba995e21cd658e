import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { CommandContext, Reply } from '../command.ts';
import { noteField } from '../embeds/notes.ts';
import type { Language } from '../words/language.ts';
import { type Component, type ComponentInteraction, FORM_INPUT } from './component.ts';
import { withField } from './componentFields.ts';
import { customId } from './customId.ts';
import { incidentOf } from './readComponent.ts';

/** What one note may say. */
export const NOTE_LENGTH = 500;

/** Note: asks in a form what there is to say of an incident. Everybody may, also once it is over. */
export const noteButton: Component = {
  name: 'note',
  needs: null,
  replies: 'update',
  form(interaction, { language }) {
    const incidentId = incidentOf(interaction);
    return incidentId === null ? null : noteForm(incidentId, language);
  },
  read(interaction, context) {
    const [incidentId, text] = [incidentOf(interaction), noteOf(interaction)];
    return incidentId === null || text === null ? null : () => addNote(incidentId, text, interaction, context);
  },
};

function noteForm(incidentId: number, { words: { attention } }: Language): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId('note', incidentId),
    title: attention.noteTitle,
    components: [
      {
        type: ComponentType.Label,
        label: attention.noteLabel,
        description: attention.noteHint,
        component: {
          type: ComponentType.TextInput,
          custom_id: FORM_INPUT,
          style: TextInputStyle.Paragraph,
          max_length: NOTE_LENGTH,
          required: true,
        },
      },
    ],
  };
}

/** What the form was sent with; null where that is nothing, or more than it takes. */
function noteOf({ values: [text, ...more] }: ComponentInteraction): string | null {
  const said = text?.trim() ?? '';
  return said === '' || said.length > NOTE_LENGTH || more.length > 0 ? null : said;
}

async function addNote(
  incidentId: number,
  text: string,
  { message }: ComponentInteraction,
  context: CommandContext,
): Promise<Reply> {
  const { monitor, guildId, by, guildLanguage } = context;
  await monitor.addNote(guildId, incidentId, text, by, message.id);
  const { report } = await monitor.incident(guildId, incidentId);
  const field = noteField(report.notes ?? [], guildLanguage);
  const embeds = message.embeds.map((embed) => (field === null ? embed : withField(embed, field)));
  return { embeds, components: message.components };
}
