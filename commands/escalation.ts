import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { CommandContext, Suggestion } from '../src/discord/command.ts';
import { channelProblem } from '../src/discord/components/setupMessage.ts';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { escalationListEmbed, sorted, stepText } from '../src/discord/embeds/escalation.ts';
import { POSTABLE_KINDS } from '../src/discord/postableKinds.ts';
import type { EscalationTarget } from '../src/monitor/alerts/escalation.ts';
import { MonitorError } from '../src/monitor/errors.ts';
import { ESCALATION_OF_SETTINGS } from '../src/monitor/settings/escalationActions.ts';
import type { Mention } from '../src/monitor/types.ts';

const AFTER = ['5m', '10m', '15m', '30m', '1h', '2h'];

export default defineCommand({
  name: 'escalation',
  needs: PermissionFlagsBits.ManageGuild,
  options: {
    after: { type: ApplicationCommandOptionType.String, max_length: 20, autocomplete: true },
    mention: { type: ApplicationCommandOptionType.Mentionable },
    channel: { type: ApplicationCommandOptionType.Channel, channel_types: [...POSTABLE_KINDS] },
    direct_message: { type: ApplicationCommandOptionType.User },
    receiver: { type: ApplicationCommandOptionType.String, max_length: 100, autocomplete: true },
    remove: { type: ApplicationCommandOptionType.String, max_length: 20, autocomplete: true },
  },
  isEphemeral: false,

  async run({ after, mention, channel, direct_message: person, receiver, remove }, context) {
    const { monitor, guildId, by, now, language } = context;
    const { attention } = language.words;
    const isAdding = [after, mention, channel, person, receiver].some((option) => option !== null);
    if (isAdding && remove !== null) throw new MonitorError('stepBoth', {});
    if (remove !== null) {
      const removed = await monitor.removeStep(guildId, remove, by);
      return { content: removed === null ? attention.restored : attention.stepRemoved(stepText(removed, language)) };
    }
    if (isAdding) {
      if (after === null) throw new MonitorError('stepNeedsAfter', {});
      const problem = channel === null ? null : channelProblem(channel, context.view, language.words);
      if (problem !== null) return { content: problem };
      const added = await monitor.addStep(guildId, after, { mention, place: placeOf(channel, person), receiver }, by);
      return { content: [attention.stepAdded(stepText(added, language)), attention.tryIt].join('\n') };
    }
    const { guild, hasOwnSteps } = await monitor.settings(guildId);
    return { embeds: [escalationListEmbed(guild, hasOwnSteps, now, language)] };
  },

  async suggest(option, typed, context) {
    const wanted = typed.trim().toLowerCase();
    const { monitor, guildId } = context;
    if (option === 'remove') return suggestRemovals(wanted, context);
    const all = option === 'receiver' ? monitor.receiversOf(guildId) : AFTER;
    return all.filter((each) => each.toLowerCase().startsWith(wanted)).map((value) => ({ name: value, value }));
  },
});

function placeOf(channelId: string | null, person: Mention | null): EscalationTarget['place'] {
  if (channelId !== null) return { type: 'channel', channelId };
  return person === null ? null : { type: 'user', userId: person.id };
}

/** The steps that there are, and where they are the server's own, those of the settings. */
async function suggestRemovals(
  wanted: string,
  { monitor, guildId, language }: CommandContext,
): Promise<readonly Suggestion[]> {
  const { guild, hasOwnSteps } = await monitor.settings(guildId);
  const steps = sorted(guild.escalation).map((step, index) => ({
    name: `${index + 1}: ${stepText(step, language)}`,
    value: String(index + 1),
  }));
  const restore = hasOwnSteps ? [{ name: language.words.attention.restore, value: ESCALATION_OF_SETTINGS }] : [];
  return [...steps, ...restore].filter(({ name }) => name.toLowerCase().includes(wanted));
}
