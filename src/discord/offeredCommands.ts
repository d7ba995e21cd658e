import type { AnyCommand } from './command.ts';

const PIPELINE = 'pipeline';

/** The commands as people get them: where there is one pipeline, which one is no question. */
export function offeredCommands(commands: readonly AnyCommand[], pipelines: readonly string[]): readonly AnyCommand[] {
  return pipelines.length > 1 ? commands : commands.map(withoutPipeline);
}

function withoutPipeline(command: AnyCommand): AnyCommand {
  const { options = [], ...data } = command.data;
  const asked = options.filter(({ name }) => name !== PIPELINE);
  if (asked.length === options.length) return command;
  return { ...command, data: { ...data, ...(asked.length === 0 ? {} : { options: asked }) } };
}
