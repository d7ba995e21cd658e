import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { GuildChoices } from '../../monitor/ports.ts';
import type { CommandContext, Reply } from '../command.ts';
import { testResultWords } from '../embeds/testResult.ts';
import type { Component, Press } from './component.ts';
import { channelProblem, setupMessage } from './setupMessage.ts';

/** The menus and buttons of `/setup`: each saves what was picked and shows the screen as it is then. */
export const SETUP_COMPONENTS: readonly Component[] = [
  choice('setupChannel', pickChannel),
  choice('setupWebhook', () => ({ channelId: null })),
  choice('setupMention', ({ values: [id], roleIds }) => ({
    mention: id === undefined ? null : { type: roleIds.has(id) ? 'role' : 'user', id },
  })),
  choice('setupMentionFrom', ({ values }) => ({ mentionFrom: values.includes('warning') ? 'warning' : 'error' })),
  choice('setupTimeZone', ({ values: [timeZone] }) => (timeZone === undefined ? {} : { timeZone })),
  choice('setupSummaryTime', ({ values: [minute] }) => ({ summaryMinute: Number(minute) })),
  {
    name: 'setupTest',
    needs: PermissionFlagsBits.ManageGuild,
    replies: 'answer',
    async run(_press, { monitor, guildId, by, view, language }) {
      return { content: testResultWords(await monitor.test(guildId, 'error', by), 'error', view, language) };
    },
  },
];

type Picked = GuildChoices | { readonly problem: string };

function choice(name: string, read: (press: Press, context: CommandContext) => Picked): Component {
  return {
    name,
    needs: PermissionFlagsBits.ManageGuild,
    replies: 'update',
    async run(press, context): Promise<Reply> {
      const { monitor, guildId, by, view, language } = context;
      const picked = read(press, context);
      const problem = 'problem' in picked ? picked.problem : null;
      if (!('problem' in picked)) await monitor.setUp(guildId, picked, by);
      return setupMessage(await monitor.settings(guildId), view, language, problem);
    },
  };
}

/** A channel that alerts cannot be posted in is not chosen: they would be lost there. */
function pickChannel({ values: [channelId] }: Press, { view, language: { words } }: CommandContext): Picked {
  if (channelId === undefined) return {};
  const problem = channelProblem(channelId, view, words);
  return problem === null ? { channelId } : { problem: `${problem} ${words.setup.notSaved}` };
}
