import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { GuildChoices } from '../../monitor/ports/guildStore.ts';
import type { CommandContext, Reply } from '../command.ts';
import { testResultWords } from '../embeds/testResult.ts';
import type { Component, ComponentInteraction } from './component.ts';
import { minuteOf, pickedIdOf } from './readComponent.ts';
import { channelProblem, setupMessage } from './setupMessage.ts';
import { pickedNoise } from './setupNoise.ts';
import { pickedThreads, threadProblem } from './setupThreads.ts';

/** Its id may carry the pipeline that is being set up. */
const PER_PIPELINE = true;

/** Of one pipeline: it no longer has a choice of its own. */
const AS_THE_SERVER: GuildChoices = { channelId: null, mention: 'asForAll', mentionFrom: 'asForAll' };

type Picked = GuildChoices | { readonly problem: string } | null;

/** The menus and buttons of `/setup`: each saves what was picked and shows the screen as it is then. */
export const SETUP_COMPONENTS: readonly Component[] = [
  menu('setupChannel', pickChannel, PER_PIPELINE),
  choice('setupWebhook', ({ isMenu }) => (isMenu ? null : { channelId: null })),
  choice('setupAsServer', ({ isMenu, args }) => (isMenu || args.length === 0 ? null : AS_THE_SERVER), PER_PIPELINE),
  menu('setupMention', pickMention, PER_PIPELINE),
  menu('setupMentionFrom', ({ values: [from] }) => mentionFrom(from), PER_PIPELINE),
  menu('setupAcknowledge', pickAcknowledgeRole),
  menu('setupTimeZone', ({ values: [timeZone] }) => (timeZone === undefined ? null : { timeZone })),
  menu('setupSummaryTime', (interaction) => {
    const summaryMinute = minuteOf(interaction);
    return summaryMinute === null ? null : { summaryMinute };
  }),
  menu('setupLive', pickLive),
  menu('setupThreads', ({ values }) => {
    const threads = pickedThreads(values);
    return threads === null ? null : { threads };
  }),
  menu('setupForum', pickForum),
  menu('setupNoise', ({ values }) => pickedNoise(values)),
  choice('setupLiveHere', ({ isMenu }) => (isMenu ? null : { live: { channelId: null } })),
  choice('setupLiveOff', ({ isMenu }) => (isMenu ? null : { live: null })),
  {
    name: 'setupTest',
    needs: PermissionFlagsBits.ManageGuild,
    replies: 'answer',
    read: ({ args }, context) => (args.length > 0 ? null : () => test(context)),
  },
];

async function test({ monitor, guildId, by, view, language }: CommandContext): Promise<Reply> {
  return { content: testResultWords(await monitor.test(guildId, 'critical', by), 'critical', view, language) };
}

type Pick = (interaction: ComponentInteraction, context: CommandContext) => Picked;

function menu(name: string, pick: Pick, isPerPipeline = false): Component {
  return choice(
    name,
    (interaction, context) => (interaction.isMenu ? pick(interaction, context) : null),
    isPerPipeline,
  );
}

function choice(name: string, pick: Pick, isPerPipeline = false): Component {
  return {
    name,
    needs: PermissionFlagsBits.ManageGuild,
    replies: 'update',
    read(interaction, context) {
      const pipeline = pipelineOf(interaction, context, isPerPipeline);
      if (pipeline === undefined) return null;
      const picked = pick(interaction, context);
      return picked === null ? null : () => save(picked, context, pipeline);
    },
  };
}

/** The pipeline that is being set up; null: all of them; undefined where the id names none that the guild sees. */
function pipelineOf({ args }: ComponentInteraction, { monitor, guildId }: CommandContext, isPerPipeline: boolean) {
  const [name, ...more] = args;
  if (name === undefined) return null;
  return isPerPipeline && more.length === 0 ? monitor.pipelinesOf(guildId).find((each) => each === name) : undefined;
}

/** Screens of earlier versions say `error` for critical. */
function mentionFrom(from: string | undefined): GuildChoices | null {
  if (from === 'error') return { mentionFrom: 'critical' };
  return from === 'warning' || from === 'critical' ? { mentionFrom: from } : null;
}

async function save(picked: NonNullable<Picked>, context: CommandContext, pipeline: string | null): Promise<Reply> {
  const { monitor, guildId, by, view, language } = context;
  const isOfAll = pipeline === null;
  const note = 'problem' in picked ? picked.problem : isOfAll ? await webhookProblem(picked, context) : null;
  if (!('problem' in picked) && note === null) await monitor.setUp(guildId, picked, by, pipeline);
  return setupMessage(await monitor.settings(guildId, pipeline), view, language, { pipeline, note });
}

/** The button outlives the webhook: without one, alerts would go nowhere. */
async function webhookProblem(choices: GuildChoices, { monitor, guildId, language }: CommandContext) {
  const leavesChannel = choices.channelId === null;
  const isLost = leavesChannel && !(await monitor.settings(guildId)).hasWebhook;
  return isLost ? `⚠️ ${language.words.refusals.oldButton}` : null;
}

/** A channel that alerts cannot be posted in is not chosen: they would be lost there. */
function pickChannel(interaction: ComponentInteraction, { view, language: { words } }: CommandContext): Picked {
  const channelId = pickedIdOf(interaction);
  if (channelId === null) return null;
  const problem = channelProblem(channelId, view, words);
  return problem === null ? { channelId } : { problem: `${problem} ${words.setup.notSaved}` };
}

/** None: it is switched off. */
function pickLive(interaction: ComponentInteraction, { view, language: { words } }: CommandContext): Picked {
  if (interaction.values.length === 0) return { live: null };
  const channelId = pickedIdOf(interaction);
  if (channelId === null) return null;
  const problem = channelProblem(channelId, view, words);
  return problem === null ? { live: { channelId } } : { problem: `${problem} ${words.live.notSaved}` };
}

/** A forum in which no posts can be opened is not chosen. None: the one that the webhook posts in. */
function pickForum(interaction: ComponentInteraction, { view, language: { words } }: CommandContext): Picked {
  if (interaction.values.length === 0) return { threads: { mode: 'post', forumId: null } };
  const forumId = pickedIdOf(interaction);
  if (forumId === null) return null;
  const problem = threadProblem(forumId, 'post', view, words);
  if (problem !== null) return { problem: `${problem} ${words.incidentThreads.notSaved}` };
  return { threads: { mode: 'post', forumId } };
}

function pickMention(interaction: ComponentInteraction): Picked {
  if (interaction.values.length === 0) return { mention: null };
  const id = pickedIdOf(interaction);
  return id === null ? null : { mention: { type: interaction.roleIds.has(id) ? 'role' : 'user', id } };
}

/** The role of everybody has the id of the server. */
function pickAcknowledgeRole(interaction: ComponentInteraction, { guildId }: CommandContext): Picked {
  if (interaction.values.length === 0) return { acknowledgeRole: null };
  const id = pickedIdOf(interaction);
  return id === null ? null : { acknowledgeRole: id === guildId ? null : id };
}
