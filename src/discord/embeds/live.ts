import { subtext } from '@discordjs/formatters';
import type { APIEmbed } from 'discord-api-types/v10';
import type { KindStatus } from '../../monitor/reports/reports.ts';
import { severityNow } from '../../monitor/reports/standing.ts';
import type { StatusOverview } from '../../monitor/reports/statusOverview.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed, DOTS } from './baseEmbed.ts';
import { lastingLine } from './factsLine.ts';
import { titleWords } from './overview/status.ts';
import { accountLine, kindWords, pipelineLine, worstOf } from './overview/subjectLine.ts';
import { mutesFields } from './status.ts';
import { clipLines, FIELD_VALUE_LIMIT } from './text.ts';

/** What is left of an embed's 6,000 characters beside accounts and mutes. */
const ROOM = 3_000;

/**
 * The live status: a line a pipeline as in `/status`, the worst first; of a single one a line a kind. Nothing in it but the time of the
 * edit goes on with the clock, so that it is edited only when something changed.
 */
export function liveEmbed(overview: StatusOverview, language: Language): APIEmbed {
  const { pipelines, accounts, at, mutes } = overview;
  const { live } = language.words;
  const isOne = pipelines.length < 2;
  const lines = isOne
    ? kindLines(overview, language)
    : pipelines.map((one) => pipelineLine(one, at, language, lastingLine));
  return baseEmbed(worstOf([...pipelines, ...accounts]), at, {
    title: `📌 ${isOne ? live.title : titleWords(overview, language)}`,
    description: `${clipLines(lines, ROOM, language).trimEnd()}\n${subtext(live.kept)}`,
    fields: [...(isOne ? [] : accountFields(overview, language)), ...mutesFields(mutes, language)],
  });
}

function accountFields({ accounts, at }: StatusOverview, language: Language) {
  const lines = accounts.map((account) => accountLine(account, at, language, lastingLine));
  return [{ name: language.words.overview.accounts, value: clipLines(lines, FIELD_VALUE_LIMIT, language) }];
}

/** Of a single pipeline and its account: what is known, and what fires. */
function kindLines({ pipelines, accounts, at }: StatusOverview, language: Language): readonly string[] {
  const kinds = [...accounts, ...pipelines].flatMap((subject) => subject.kinds).filter(isShown);
  if (kinds.length === 0) return [`${DOTS.info} ${language.words.overview.notJudged}`];
  return kinds.map((kind) => `${DOTS[worstOf([{ kinds: [kind] }])]} ${kindWords(kind, at, language, lastingLine)}`);
}

function isShown(status: KindStatus): boolean {
  const { verdict } = status;
  return severityNow(status) !== null || verdict.state !== 'unknown' || verdict.why === 'notReadable';
}
