import { ApplicationCommandOptionType } from 'discord-api-types/v10';

/** The option `window` of every command that has it: how far back. */
export const WINDOW_OPTION = {
  type: ApplicationCommandOptionType.String,
  max_length: 50,
  autocomplete: true,
} as const;
