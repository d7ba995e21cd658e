import { subtext } from '@discordjs/formatters';
import type { APIEmbed } from 'discord-api-types/v10';
import type { StatusOverview } from '../../../monitor/reports/statusOverview.ts';
import type { Language } from '../../words/language.ts';
import { baseEmbed } from '../baseEmbed.ts';
import { clipLines, DESCRIPTION_LIMIT } from '../text.ts';
import { accountLine, worstOf } from './subjectLine.ts';

/** The answer to `/balance` for several accounts: a line each, the worst first. */
export function accountsEmbed({ accounts, at }: Pick<StatusOverview, 'accounts' | 'at'>, language: Language): APIEmbed {
  const { words } = language;
  const hint = subtext(words.overview.one);
  const lines = accounts.map((account) => accountLine(account, at, language));
  return baseEmbed(worstOf(accounts), at, {
    title: words.balance.title,
    description: `${clipLines(lines, DESCRIPTION_LIMIT - hint.length - 1, language).trimEnd()}\n${hint}`,
  });
}
