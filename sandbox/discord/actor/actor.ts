import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { INTERACTION } from '../interactions/types.ts';
import type { World } from '../world/world.ts';
import type { OptionInputs } from './commandData.ts';
import { autocompleteData, commandData, menuData } from './commandData.ts';
import { chooseValues, clickButton } from './components.ts';
import type { PickedCommand } from './findCommand.ts';
import { findCommand, findMenu, pickSubcommand } from './findCommand.ts';
import type { InteractionResult } from './interactionResult.ts';
import { NO_RESPONSE } from './interactionResult.ts';
import type { ModalValues } from './modal.ts';
import { modalData, openModal } from './modal.ts';
import { commandNameOf, parseLine } from './parseLine.ts';
import { sendInteraction } from './sendInteraction.ts';
import type { Who } from './who.ts';
import { personAt } from './who.ts';

interface CommandSending {
  /** Sends a command that the client would hide: missing permission or wrong place. */
  readonly force?: boolean;
}

/** A person with the Discord client open in one channel. Each call resolves with the app's first callback. */
export interface Actor {
  slash(
    name: string,
    options?: OptionInputs,
    subcommand?: readonly string[],
    sending?: CommandSending,
  ): Promise<InteractionResult>;
  type(line: string, sending?: CommandSending): Promise<InteractionResult>;
  /** Picks a command in the menu of a message of the channel. */
  menu(messageId: string, name: string, sending?: CommandSending): Promise<InteractionResult>;
  autocomplete(
    name: string,
    option: string,
    partial: string,
    others?: OptionInputs,
    subcommand?: readonly string[],
  ): Promise<{ choices: readonly APIApplicationCommandOptionChoice[] }>;
  button(messageId: string, customId: string): Promise<InteractionResult>;
  select(messageId: string, customId: string, values: readonly string[]): Promise<InteractionResult>;
  submitModal(modal: InteractionResult | string, values: ModalValues): Promise<InteractionResult>;
}

export function createActor(world: World, who: Who): Actor {
  const person = () => personAt(world, who);

  function sendCommand(picked: PickedCommand, inputs: OptionInputs): Promise<InteractionResult> {
    const data = commandData(world, person(), picked, inputs);
    return sendInteraction(world, person(), { type: INTERACTION.command, data, commandName: picked.command.name });
  }

  return {
    async slash(name, options = {}, subcommand = [], { force = false } = {}) {
      return sendCommand(pickSubcommand(findCommand(world, person(), name, force), subcommand), options);
    },
    async type(line, { force = false } = {}) {
      const { picked, inputs } = parseLine(line, findCommand(world, person(), commandNameOf(line), force));
      return sendCommand(picked, inputs);
    },
    async menu(messageId, name, { force = false } = {}) {
      const data = menuData(world, person(), findMenu(world, person(), name, force), messageId);
      return sendInteraction(world, person(), { type: INTERACTION.command, data, commandName: name });
    },
    async autocomplete(name, option, partial, others = {}, subcommand = []) {
      const picked = pickSubcommand(findCommand(world, person(), name, false), subcommand);
      const data = autocompleteData(world, person(), picked, { option, partial, others });
      const result = await sendInteraction(world, person(), {
        type: INTERACTION.autocomplete,
        data,
        commandName: name,
      });
      if (!result.choices) throw new Error(result.error ?? NO_RESPONSE);
      return { choices: result.choices };
    },
    async button(messageId, customId) {
      const { source, data } = clickButton(world, person(), messageId, customId);
      return sendInteraction(world, person(), { type: INTERACTION.component, data, source });
    },
    async select(messageId, customId, values) {
      const { source, data } = chooseValues(world, person(), messageId, customId, values);
      return sendInteraction(world, person(), { type: INTERACTION.component, data, source });
    },
    async submitModal(modal, values) {
      const shown = openModal(world, person(), modal);
      const data = modalData(world, person(), shown, values);
      return sendInteraction(world, person(), { type: INTERACTION.modalSubmit, data, source: shown.source });
    },
  };
}
