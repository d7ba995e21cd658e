import { ApplicationCommandOptionType, type AutocompleteInteraction } from 'discord.js';
import type { Suggestion } from './command.ts';
import type { DispatchParts } from './dispatchParts.ts';
import { clip } from './embeds/text.ts';

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const MOST_SUGGESTIONS = 25;
/** Of a name, and of a value. */
const TEXT_LIMIT = 100;

/** Offers what may be meant while somebody types. What goes wrong here offers nothing, and the command says why when it is sent. */
export async function dispatchAutocomplete(interaction: AutocompleteInteraction, parts: DispatchParts): Promise<void> {
  const suggestions = await suggest(interaction, parts).catch((err: unknown) => {
    parts.log.error({ err, command: interaction.commandName }, 'nothing suggested');
    return [];
  });
  await interaction.respond(
    suggestions
      // What was typed, and is too long to be offered, can still be sent.
      .filter(({ value }) => String(value).length <= TEXT_LIMIT)
      .slice(0, MOST_SUGGESTIONS)
      .map(({ name, value }) => ({ name: clip(name, TEXT_LIMIT), value })),
  );
}

async function suggest(interaction: AutocompleteInteraction, parts: DispatchParts): Promise<readonly Suggestion[]> {
  if (!interaction.inGuild() || parts.accessOf(interaction.guildId) !== 'allowed') return [];
  const command = parts.commands.find(({ data }) => data.name === interaction.commandName);
  const { name, value: typed } = interaction.options.getFocused(true);
  const value = parts.hide(typed);
  if (name === 'pipeline') {
    return parts.monitor
      .pipelinesOf(interaction.guildId)
      .filter((pipeline) => pipeline.includes(value))
      .map((pipeline) => ({ name: pipeline, value: pipeline }));
  }
  const options = interaction.options.data.filter(({ type }) => type !== ApplicationCommandOptionType.Subcommand);
  const args = Object.fromEntries(options.map((option) => [option.name, hidden(option.value ?? null, parts.hide)]));
  return (await command?.suggest?.(name, value, parts.contextOf(interaction), args)) ?? [];
}

function hidden<Value>(value: Value, hide: DispatchParts['hide']): Value | string {
  return typeof value === 'string' ? hide(value) : value;
}
