import { ApplicationCommandOptionType } from 'discord-api-types/v10';

/** The option `pipeline` of every command that has it; the dispatcher offers the names of pipelines, and refuses others. */
export const PIPELINE_OPTION = {
  type: ApplicationCommandOptionType.String,
  autocomplete: true,
} as const;
