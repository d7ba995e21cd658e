import { type ChatInputCommandInteraction, type Interaction, MessageFlags, PermissionsBitField } from 'discord.js';
import type { Logger } from '../log.ts';
import { MonitorError } from '../monitor/errors.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Clock } from '../monitor/ports.ts';
import type { AnyCommand, Reply } from './command.ts';
import { readArguments } from './readArguments.ts';

export interface DispatchOptions {
  readonly commands: readonly AnyCommand[];
  readonly monitor: Monitor;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the operator allowed the guild to see data. */
  readonly isAllowed: (guildId: string) => boolean;
}

/** The one place that talks to an interaction: acknowledge, run, edit, and turn failures into words. */
export function createDispatch({ commands, monitor, clock, log, isAllowed }: DispatchOptions) {
  const byName = new Map(commands.map((command) => [command.data.name, command]));

  async function answer(
    command: AnyCommand,
    interaction: ChatInputCommandInteraction<'raw' | 'cached'>,
  ): Promise<Reply> {
    const { user, guildId } = interaction;
    const context = { monitor, guildId, by: { userId: user.id, name: user.username }, now: clock.now() };
    try {
      const args = readArguments(command, interaction.options.data);
      // They were read by this very command's payload.
      return await command.run(args as never, context);
    } catch (err) {
      if (err instanceof MonitorError) return { content: err.message };
      log.error({ err, command: command.data.name, guildId, reference: interaction.id }, 'command failed');
      return {
        content: `Something broke on our side. Whoever runs this bot finds it in the log under ${interaction.id}.`,
      };
    }
  }

  async function dispatch(interaction: ChatInputCommandInteraction): Promise<void> {
    const command = byName.get(interaction.commandName);
    const refusal = refuse(interaction, command, isAllowed);
    if (command === undefined || refusal !== null || !interaction.inGuild()) {
      await interaction.reply({ content: refusal ?? 'Use this command in a server.', flags: MessageFlags.Ephemeral });
      return;
    }
    await interaction.deferReply(command.visibleTo === 'caller' ? { flags: MessageFlags.Ephemeral } : {});
    const reply = await answer(command, interaction);
    await interaction.editReply({ ...reply, allowedMentions: { parse: [] } });
  }

  return async (interaction: Interaction): Promise<void> => {
    if (!interaction.isChatInputCommand()) return;
    try {
      await dispatch(interaction);
    } catch (err) {
      // Discord did not take the answer: too late, or answered already. There is nobody left to tell.
      log.warn({ err, command: interaction.commandName, interactionId: interaction.id }, 'interaction not answered');
    }
  };
}

function refuse(
  interaction: ChatInputCommandInteraction,
  command: AnyCommand | undefined,
  isAllowed: (guildId: string) => boolean,
): string | null {
  if (!interaction.inGuild()) return 'Use this command in a server.';
  if (!isAllowed(interaction.guildId)) {
    return 'This server is not on the list of the people who run this monitor, so it shows nothing here. Ask them to add it.';
  }
  if (command === undefined) return 'This command is not known any more. It goes away when Discord has the new list.';
  const needed = command.data.default_member_permissions;
  // Discord hides the command from others; an override in the server's settings does not get round this check.
  if (needed != null && !interaction.memberPermissions.has(BigInt(needed))) {
    return `You need the permission ${new PermissionsBitField(BigInt(needed)).toArray().join(', ')} for this.`;
  }
  return null;
}
