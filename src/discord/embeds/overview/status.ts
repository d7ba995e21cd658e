import { subtext } from '@discordjs/formatters';
import type { APIEmbed } from 'discord-api-types/v10';
import type { StatusOverview, SubjectStatus } from '../../../monitor/reports/statusOverview.ts';
import type { Language } from '../../words/language.ts';
import { baseEmbed } from '../baseEmbed.ts';
import { liveFields } from '../liveTrouble.ts';
import { quietFields } from '../quietHours.ts';
import { receiverFields } from '../receivers.ts';
import { deliveryWords, destinationWords, mutesFields } from '../status.ts';
import { clipLines, FIELD_VALUE_LIMIT } from '../text.ts';
import { threadFields } from '../threadTrouble.ts';
import { accountLine, pipelineLine, worstOf } from './subjectLine.ts';

/** What is left of an embed's 6,000 characters beside accounts, mutes and the way of the alerts. */
const ROOM = 3_000;

/** The answer to `/status` for all pipelines: a line each, the worst first, then their accounts. */
export function statusOverviewEmbed(report: StatusOverview, language: Language): APIEmbed {
  const { pipelines, accounts, at } = report;
  const { status, overview } = language.words;
  const lines = pipelines.map((pipeline) => pipelineLine(pipeline, at, language));
  const ofAccounts = accounts.map((account) => accountLine(account, at, language));
  return baseEmbed(worstOf([...pipelines, ...accounts]), at, {
    title: `🔎 ${titleWords(report, language)}`,
    description: `${clipLines(lines, ROOM, language).trimEnd()}\n${subtext(overview.one)}`,
    fields: [
      { name: overview.accounts, value: clipLines(ofAccounts, FIELD_VALUE_LIMIT, language) },
      { name: status.lastDelivery, value: deliveryWords(report, language), inline: true },
      { name: status.goTo, value: destinationWords(report.guild, language.words), inline: true },
      ...receiverFields(report.receivers, language),
      ...liveFields(report, language),
      ...threadFields(report.guild, language.words),
      ...mutesFields(report.mutes, language),
      ...quietFields(report.guild, at, language),
    ],
  });
}

/** How many pipelines fire; and how many accounts, where one does. */
export function titleWords({ pipelines, accounts }: StatusOverview, { words, counted, list }: Language): string {
  const [firing, ofAccounts] = [firingOf(pipelines), firingOf(accounts)];
  const { pipelinesFiring, accountsFiring } = words.overview;
  return list([
    pipelinesFiring({ firing: counted(firing), all: counted(pipelines.length) }),
    ...(ofAccounts === 0 ? [] : [accountsFiring({ firing: counted(ofAccounts), all: counted(accounts.length) })]),
  ]);
}

function firingOf(subjects: readonly SubjectStatus[]): number {
  return subjects.filter(({ standing }) => standing !== 'ok' && standing !== 'unknown').length;
}
