import type { Interaction } from 'discord.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { dispatchAutocomplete } from './dispatchAutocomplete.ts';
import { dispatchCommand } from './dispatchCommand.ts';
import { dispatchComponent } from './dispatchComponent.ts';
import { dispatchMenu } from './dispatchMenu.ts';
import type { DispatchOptions, DispatchParts } from './dispatchParts.ts';
import { languageOf } from './words/languages.ts';

/** The one place that talks to interactions: acknowledge, run, edit, and turn failures into words. */
export function createDispatch(options: DispatchOptions) {
  const { commands, monitor, clock, log, hide, viewOf, rolesOf, operator, commandIds, isNew } = options;
  const parts: DispatchParts = {
    ...options,
    contextOf: ({ id, guildId, guildLocale, user, locale, memberPermissions }) => ({
      monitor,
      guildId,
      by: { userId: user.id, name: hide(user.username) },
      roleIds: rolesOf(id),
      managesServer: memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
      now: clock.now(),
      language: languageOf(locale),
      guildLanguage: languageOf(guildLocale ?? locale),
      view: viewOf(guildId),
      operator,
      commands,
      commandIds: commandIds(),
    }),
  };

  return async (interaction: Interaction): Promise<void> => {
    if (!(await isNew(interaction.id))) return;
    try {
      if (interaction.isChatInputCommand()) await dispatchCommand(interaction, parts);
      else if (interaction.isMessageComponent()) await dispatchComponent(interaction, parts);
      else if (interaction.isModalSubmit() && interaction.isFromMessage()) await dispatchComponent(interaction, parts);
      else if (interaction.isAutocomplete()) await dispatchAutocomplete(interaction, parts);
      else if (interaction.isMessageContextMenuCommand()) await dispatchMenu(interaction, parts);
    } catch (err) {
      // Discord did not take the answer: too late, answered already, or gone. There is nobody left to tell.
      log.warn({ err, interactionId: interaction.id }, 'interaction not answered');
    }
  };
}
