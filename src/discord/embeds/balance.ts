import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { ProviderHealth } from '../../monitor/accounts/providerHealth.ts';
import type { BalanceReport } from '../../monitor/reports/reports.ts';
import type { Millis } from '../../monitor/time.ts';
import { runwayWords } from '../kinds/runway.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed, severityOf } from './baseEmbed.ts';
import { failureText } from './codeWords.ts';
import { inlineCode, relativeTime } from './text.ts';

/** The answer to `/balance`. */
export function balanceEmbed(report: BalanceReport, now: Millis, language: Language): APIEmbed {
  const { hasBalance, verdict, thresholds, runway, provider } = report;
  const { words, usd } = language;
  const names = words.balance;
  const level = (micros: number) => (hasBalance && thresholds.enabled ? usd(micros) : names.switchedOff);
  return baseEmbed(severityOf(verdict), now, {
    title: names.title,
    description: readWords(report, language),
    fields: [
      { name: names.threshold, value: level(thresholds.thresholdMicros), inline: true },
      { name: names.criticalBelow, value: level(thresholds.criticalMicros), inline: true },
      ...runwayFields(runway, language),
      ...providerFields(provider, language),
    ],
  });
}

function readWords({ hasBalance, balanceMicros, at }: BalanceReport, { words, usd }: Language): string {
  if (!hasBalance) return words.balance.threadPlan;
  if (balanceMicros === null || at === null) return words.balance.notRead;
  return words.balance.read({ balance: usd(balanceMicros), when: relativeTime(at) });
}

function runwayFields(runway: BalanceReport['runway'], language: Language): APIEmbedField[] {
  if (runway === null) return [];
  const { words, usd } = language;
  const { burnMicrosPerHour, runwayMs, sure } = runway;
  const { burn, anHour } = words.alerts.runway;
  return [
    { name: burn, value: anHour(usd(burnMicrosPerHour)), inline: true },
    {
      name: words.balance.runway,
      value: words.balance.runwayValue({ length: runwayWords(runwayMs, language), sure: words.sureness[sure] }),
      inline: true,
    },
  ];
}

/** What keeps us from reading the balance, and what to do; nothing while CaptchaAI answers. */
export function providerFields({ failure, since, nextPollAt }: ProviderHealth, language: Language): APIEmbedField[] {
  if (failure === null) return [];
  const names = language.words.balance;
  const { meaning, advice } = failureText(failure, language);
  const value = names.providerValue({
    code: inlineCode(failure.code),
    since: since === null ? '' : names.since(relativeTime(since)),
    meaning,
    advice,
    next: nextPollAt === null ? '' : names.nextTry(relativeTime(nextPollAt)),
  });
  return [{ name: names.provider, value }];
}
