import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { GuildChoices } from '../../monitor/ports/guildStore.ts';
import type { CommandContext, Reply } from '../command.ts';
import { testResultWords } from '../embeds/testResult.ts';
import type { Component, Press } from './component.ts';
import { minuteOf, pickedIdOf } from './readPress.ts';
import { channelProblem, setupMessage } from './setupMessage.ts';

type Picked = GuildChoices | { readonly problem: string } | null;

/** The menus and buttons of `/setup`: each saves what was picked and shows the screen as it is then. */
export const SETUP_COMPONENTS: readonly Component[] = [
  menu('setupChannel', pickChannel),
  choice('setupWebhook', ({ isMenu }) => (isMenu ? null : { channelId: null })),
  menu('setupMention', pickMention),
  menu('setupMentionFrom', ({ values: [from] }) =>
    from === 'warning' || from === 'error' ? { mentionFrom: from } : null,
  ),
  menu('setupTimeZone', ({ values: [timeZone] }) => (timeZone === undefined ? null : { timeZone })),
  menu('setupSummaryTime', (press) => {
    const summaryMinute = minuteOf(press);
    return summaryMinute === null ? null : { summaryMinute };
  }),
  {
    name: 'setupTest',
    needs: PermissionFlagsBits.ManageGuild,
    replies: 'answer',
    read: ({ args }, context) => (args.length > 0 ? null : () => test(context)),
  },
];

async function test({ monitor, guildId, by, view, language }: CommandContext): Promise<Reply> {
  return { content: testResultWords(await monitor.test(guildId, 'error', by), 'error', view, language) };
}

type Pick = (press: Press, context: CommandContext) => Picked;

function menu(name: string, pick: Pick): Component {
  return choice(name, (press, context) => (press.isMenu ? pick(press, context) : null));
}

function choice(name: string, pick: Pick): Component {
  return {
    name,
    needs: PermissionFlagsBits.ManageGuild,
    replies: 'update',
    read(press, context) {
      const picked = press.args.length > 0 ? null : pick(press, context);
      return picked === null ? null : () => save(picked, context);
    },
  };
}

async function save(picked: NonNullable<Picked>, context: CommandContext): Promise<Reply> {
  const { monitor, guildId, by, view, language } = context;
  const problem = 'problem' in picked ? picked.problem : await webhookProblem(picked, context);
  if (!('problem' in picked) && problem === null) await monitor.setUp(guildId, picked, by);
  return setupMessage(await monitor.settings(guildId), view, language, problem);
}

/** The button outlives the webhook: without one, alerts would go nowhere. */
async function webhookProblem(choices: GuildChoices, { monitor, guildId, language }: CommandContext) {
  const leavesChannel = choices.channelId === null;
  const isLost = leavesChannel && !(await monitor.settings(guildId)).hasWebhook;
  return isLost ? `⚠️ ${language.words.refusals.oldButton}` : null;
}

/** A channel that alerts cannot be posted in is not chosen: they would be lost there. */
function pickChannel(press: Press, { view, language: { words } }: CommandContext): Picked {
  const channelId = pickedIdOf(press);
  if (channelId === null) return null;
  const problem = channelProblem(channelId, view, words);
  return problem === null ? { channelId } : { problem: `${problem} ${words.setup.notSaved}` };
}

function pickMention(press: Press): Picked {
  if (press.values.length === 0) return { mention: null };
  const id = pickedIdOf(press);
  return id === null ? null : { mention: { type: press.roleIds.has(id) ? 'role' : 'user', id } };
}
