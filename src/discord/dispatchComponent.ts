import {
  type InteractionEditReplyOptions,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
} from 'discord.js';
import { answer, toMessage } from './answer.ts';
import { type ComponentInteraction, FORM_INPUT } from './components/component.ts';
import { readCustomId } from './components/customId.ts';
import type { DispatchParts } from './dispatchParts.ts';
import { resend } from './embeds/resend.ts';
import { refusal } from './refusal.ts';
import { sendAnswer } from './sendAnswer.ts';
import { languageOf } from './words/languages.ts';

/** A component interaction, or the form that one opened and that comes back filled in. */
type Interaction = MessageComponentInteraction | ModalMessageModalSubmitInteraction;

/** Acknowledges a component interaction, runs it, and changes the message or answers the person who clicked. Only that person sees what went wrong. */
export async function dispatchComponent(interaction: Interaction, parts: DispatchParts): Promise<void> {
  const { words } = languageOf(interaction.locale);
  const id = readCustomId(interaction.customId);
  const component = parts.components.find(({ name }) => name === id?.name);
  const why = refusal(interaction, component?.needs ?? null, parts, words);
  const context = why === null && interaction.inGuild() ? parts.contextOf(interaction) : null;
  const read = readInteraction(interaction, id?.args ?? []);
  if (context !== null && component?.form !== undefined && interaction.isMessageComponent()) {
    const form = component.form(read, context);
    if (form !== null) return void (await interaction.showModal(form));
  }
  const run = context === null ? null : component?.read(read, context);
  if (component === undefined || context === null || run == null) {
    await interaction.reply({ content: why ?? words.refusals.oldButton, flags: MessageFlags.Ephemeral });
    return;
  }
  const updates = component.replies === 'update';
  if (updates) await interaction.deferUpdate();
  else await interaction.deferReply({ flags: MessageFlags.Ephemeral });

  const request = { name: component.name, reference: interaction.id };
  const { failed, reply } = await answer(run, context, request, parts.log);
  const message = await toMessage(reply, context, parts);
  const tell = (content: string) => tellPerson(interaction, content, updates);
  const send = (sent: InteractionEditReplyOptions) => (failed ? tell(sent.content ?? '') : interaction.editReply(sent));
  await sendAnswer({ id: interaction.id, send, tell }, message, words, parts.log);
}

/** A message that everybody reads is not replaced by what went wrong. */
function tellPerson(interaction: Interaction, content: string, updates: boolean): Promise<unknown> {
  return updates
    ? interaction.followUp({ content, flags: MessageFlags.Ephemeral })
    : interaction.editReply({ content });
}

function readInteraction(interaction: Interaction, args: readonly string[]): ComponentInteraction {
  const { message } = interaction;
  return {
    args,
    isMenu: !interaction.isModalSubmit() && interaction.isAnySelectMenu(),
    values: valuesOf(interaction),
    roleIds: new Set(
      !interaction.isModalSubmit() && interaction.isMentionableSelectMenu() ? interaction.roles.keys() : [],
    ),
    message: {
      id: message.id,
      embeds: message.embeds.map((embed) => resend(embed.toJSON())),
      components: message.components.map((component) => component.toJSON()),
    },
  };
}

/** What was picked, or written into the one input of a form. */
function valuesOf(interaction: Interaction): readonly string[] {
  if (interaction.isModalSubmit()) return [interaction.fields.getTextInputValue(FORM_INPUT)];
  return interaction.isAnySelectMenu() ? interaction.values : [];
}
