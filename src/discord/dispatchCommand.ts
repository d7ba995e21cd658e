import { type ChatInputCommandInteraction, type InteractionEditReplyOptions, MessageFlags } from 'discord.js';
import { MonitorError } from '../monitor/errors.ts';
import { answer, toMessage } from './answer.ts';
import type { AnyCommand, CommandContext, Reply } from './command.ts';
import type { DispatchParts } from './dispatchParts.ts';
import { withinLimits } from './embeds/withinLimits.ts';
import { readArguments } from './readArguments.ts';
import { refusal } from './refusal.ts';
import { sendAnswer } from './sendAnswer.ts';
import { languageOf } from './words/languages.ts';

/** Defers the answer to a slash command with its visibility, runs it and edits the answer in. */
export async function dispatchCommand(interaction: ChatInputCommandInteraction, parts: DispatchParts): Promise<void> {
  const { words } = languageOf(interaction.locale);
  const command = parts.commands.find(({ data }) => data.name === interaction.commandName);
  const why =
    refusal(interaction, command?.needs ?? null, parts, words) ??
    (command === undefined ? words.refusals.unknownCommand : null);
  if (why !== null || command === undefined || !interaction.inGuild()) {
    await interaction.reply({ content: why ?? words.refusals.serverOnly, flags: MessageFlags.Ephemeral });
    return;
  }
  const visibility = command.isEphemeral ? { flags: MessageFlags.Ephemeral as const } : {};
  const context = parts.contextOf(interaction);
  const run = () => runCommand(command, interaction, context, parts.hide);
  const request = { name: command.data.name, reference: interaction.id };
  if (command.isDeferred === false) {
    const { reply } = await answer(run, context, request, parts.log);
    const { flags: _only, ...message } = await toMessage(reply, context, parts);
    await interaction.reply({ ...shown(message), ...visibility });
    return;
  }
  await interaction.deferReply(visibility);
  const { reply } = await answer(run, context, request, parts.log);
  const message = await toMessage(reply, context, parts);
  const send = (sent: InteractionEditReplyOptions) => interaction.editReply(sent);
  const tell = (content: string) => interaction.editReply({ content });
  await sendAnswer({ id: interaction.id, send, tell }, message, words, parts.log);
}

async function runCommand(
  command: AnyCommand,
  interaction: ChatInputCommandInteraction,
  context: CommandContext,
  hide: DispatchParts['hide'],
): Promise<Reply> {
  const args = readArguments(command, interaction.options.data, hide);
  const { pipeline } = args;
  const known = context.monitor.pipelinesOf(context.guildId);
  if (typeof pipeline === 'string' && !known.includes(pipeline)) {
    throw new MonitorError('unknownPipeline', { name: pipeline, known });
  }
  // They were read by this very command's payload.
  const reply = await command.run(args as never, context);
  return typeof pipeline === 'string' && known.length > 1 ? namedAfter(pipeline, reply) : reply;
}

/** Discord shows the command above an answer, but not what was chosen: of several pipelines, the answer says which one. */
function namedAfter(pipeline: string, reply: Reply): Reply {
  const [first, ...others] = reply.embeds ?? [];
  if (first === undefined) return reply;
  return { ...reply, embeds: [withinLimits({ ...first, author: { name: pipeline } }), ...others] };
}

/** A first answer takes no null where an edit does. */
function shown({ content, embeds, components, files, allowedMentions }: InteractionEditReplyOptions) {
  return {
    ...(content == null ? {} : { content }),
    ...(embeds == null ? {} : { embeds }),
    ...(components == null ? {} : { components }),
    ...(files == null ? {} : { files }),
    ...(allowedMentions == null ? {} : { allowedMentions }),
  };
}
