import { ApplicationCommandOptionType } from 'discord-api-types/v10';

/** The option of every command that looks at one pipeline; the dispatcher offers their names, and refuses others. */
export const PIPELINE_OPTION = {
  name: 'pipeline',
  description: 'Which pipeline; the only one if you leave it out',
  type: ApplicationCommandOptionType.String,
  autocomplete: true,
} as const;
