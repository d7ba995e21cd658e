import { type InteractionEditReplyOptions, type MessageContextMenuCommandInteraction, MessageFlags } from 'discord.js';
import { answer, toMessage } from './answer.ts';
import type { DispatchParts } from './dispatchParts.ts';
import { refusal } from './refusal.ts';
import { sendAnswer } from './sendAnswer.ts';
import { languageOf } from './words/languages.ts';

/** Runs what was picked in the menu of a message, for the one who picked it. */
export async function dispatchMenu(
  interaction: MessageContextMenuCommandInteraction,
  parts: DispatchParts,
): Promise<void> {
  const { words } = languageOf(interaction.locale);
  const menu = parts.menus?.find(({ data }) => data.name === interaction.commandName);
  const why =
    refusal(interaction, menu?.needs ?? null, parts, words) ??
    (menu === undefined ? words.refusals.unknownCommand : null);
  if (why !== null || menu === undefined || !interaction.inGuild()) {
    await interaction.reply({ content: why ?? words.refusals.serverOnly, flags: MessageFlags.Ephemeral });
    return;
  }
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const context = parts.contextOf(interaction);
  const request = { name: menu.data.name, reference: interaction.id };
  const { reply } = await answer(() => menu.run(interaction.targetId, context), context, request, parts.log);
  const send = (sent: InteractionEditReplyOptions) => interaction.editReply(sent);
  const tell = (content: string) => interaction.editReply({ content });
  await sendAnswer({ id: interaction.id, send, tell }, await toMessage(reply, context, parts), words, parts.log);
}
