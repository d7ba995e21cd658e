import { channelMention, inlineCode, subtext } from '@discordjs/formatters';
import {
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { Monitor } from '../../monitor/monitor.ts';
import type { Guild } from '../../monitor/types.ts';
import type { Reply } from '../command.ts';
import { COLOURS } from '../embeds/baseEmbed.ts';
import { mentionText } from '../embeds/text.ts';
import type { GuildView } from '../guildView.ts';
import type { Language } from '../words/language.ts';
import type { Words } from '../words/words.ts';
import { customId } from './customId.ts';
import { setupButtons } from './setupButtons.ts';
import { liveLines, liveSelect } from './setupLive.ts';
import { noiseLines, noiseSelect } from './setupNoise.ts';
import {
  type ComponentId,
  channelSelect,
  fromSelect,
  mentionSelect,
  roleSelect,
  timeSelect,
  zoneSelect,
} from './setupSelects.ts';
import { forumSelects, threadLines, threadSelect } from './setupThreads.ts';

type Settings = Awaited<ReturnType<Monitor['settings']>>;

export interface SetupOf {
  /** The one that is being set up; null: all of them. */
  readonly pipeline?: string | null;
  /** What just went wrong. */
  readonly note?: string | null;
}

/** The one screen of `/setup`: every choice with what holds now, and what keeps an alert from arriving. */
export function setupMessage(
  { guild, hasWebhook, liveTrouble }: Settings,
  view: GuildView,
  language: Language,
  { pipeline = null, note = null }: SetupOf = {},
): Reply {
  const { words } = language;
  const { setup } = words;
  const id: ComponentId = (name) => customId(name, ...(pipeline === null ? [] : [pipeline]));
  const heading =
    pipeline === null ? [setup.heading, setup.intro] : [setup.heading, setup.ofPipeline(inlineCode(pipeline))];
  const problems = [placeProblem(guild, view, words), pingProblem(guild, view, words), note].filter(
    (problem) => problem !== null,
  );
  const container: APIContainerComponent = {
    type: ComponentType.Container,
    accent_color: problems.length === 0 ? COLOURS.success : COLOURS.warning,
    components: [
      text([...heading, '', placeLine(guild, words), ...problems].join('\n')),
      text(setup.channel),
      row(channelSelect(guild, setup.channelHint, id)),
      text(setup.mention),
      row(mentionSelect(guild.chosenMention, setup.mentionHint, id)),
      text(setup.mentionFrom),
      row(fromSelect(guild, words, id)),
      ...(pipeline === null ? ofAll({ guild, hasWebhook, liveTrouble }, view, language) : [ofOne(words, id)]),
    ],
  };
  const components: APIMessageTopLevelComponent[] = [container];
  return { components, isComponentsV2: true };
}

/** What is chosen for all pipelines alike. */
function ofAll(
  { guild, hasWebhook, liveTrouble }: Pick<Settings, 'guild' | 'hasWebhook' | 'liveTrouble'>,
  view: GuildView,
  language: Language,
): APIContainerComponent['components'] {
  const { words } = language;
  const { attention, setup } = words;
  return [
    text(attention.who),
    row(roleSelect(guild, attention.whoHint)),
    text(`${setup.timeZone}: ${inlineCode(guild.timeZone)}\n${subtext(setup.timeZoneHint)}`),
    row(zoneSelect(guild.timeZone)),
    text(setup.summaryTime),
    row(timeSelect(guild.summaryMinute)),
    text(liveLines(guild, liveTrouble, view, words)),
    row(liveSelect(guild, words)),
    text(threadLines(guild, view, language)),
    row(threadSelect(guild, words)),
    ...forumSelects(guild, words).map(row),
    text(noiseLines(words)),
    row(noiseSelect(guild, words)),
    text(subtext(setup.testHint)),
    { type: ComponentType.ActionRow, components: setupButtons(guild, hasWebhook, words) },
  ];
}

/** Back to what holds for all. */
function ofOne({ buttons }: Words, id: ComponentId): APIContainerComponent['components'][number] {
  const label = buttons.asTheServer;
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: id('setupAsServer') }],
  };
}

function placeLine({ destination }: Guild, { setup }: Words): string {
  if (destination === null) return setup.toNowhere;
  return destination.type === 'webhook' ? setup.toWebhook : setup.toChannel(channelMention(destination.channelId));
}

function placeProblem({ destination }: Guild, view: GuildView, words: Words): string | null {
  return destination?.type === 'channel' ? channelProblem(destination.channelId, view, words) : null;
}

/** Precisely what is missing where, so that somebody can grant it; null where alerts can be posted. */
export function channelProblem(
  channelId: string,
  view: GuildView,
  { setup, permissions, units, giveUp }: Words,
): string | null {
  const channel = channelMention(channelId);
  const missing = view.missingIn(channelId);
  if (missing === null) return setup.channelGone(channel);
  const unfitness = view.unfitness(channelId);
  if (unfitness === 'channelKind') return setup.wrongKind(channel);
  if (unfitness !== null) return `⚠️ ${channel}: ${giveUp[unfitness]}.`;
  if (missing.length === 0) return null;
  return setup.missing({ channel, permissions: missing.map((name) => permissions[name]).join(units.separator) });
}

function pingProblem(
  { destination, mention, pingFailure }: Guild,
  view: GuildView,
  { setup, pingFailed, status }: Words,
): string | null {
  if (mention === null) return null;
  // A webhook that a person made may ping any role.
  const foreseen = destination?.type === 'channel' ? view.pingFailure(destination.channelId, mention) : null;
  if (foreseen === 'notMentionable') return setup.cannotPing(mentionText(mention));
  const why = foreseen ?? pingFailure;
  return why === null ? null : `⚠️ ${status.pingFailed(pingFailed[why])}`;
}

function text(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

function row(select: APISelectMenuComponent) {
  return { type: ComponentType.ActionRow as const, components: [select] };
}
