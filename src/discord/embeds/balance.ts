import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { ProviderHealth } from '../../monitor/accounts/providerHealth.ts';
import type { Verdict } from '../../monitor/alerts/facts.ts';
import type { BalanceReport } from '../../monitor/reports/reports.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Severity } from '../../monitor/types.ts';
import { runwayWords } from '../kinds/runway.ts';
import type { Language } from '../words/language.ts';
import { failureText } from './codeWords.ts';
import { embed } from './look.ts';
import { inlineCode, when } from './text.ts';

/** The answer to `/balance`. */
export function balanceEmbed(report: BalanceReport, now: Millis, language: Language): APIEmbed {
  const { balanceMicros, at, verdict, limits, runway, provider } = report;
  const { words, usd } = language;
  const names = words.balance;
  const level = (micros: number) => (limits.enabled ? usd(micros) : names.switchedOff);
  return embed(severityOf(verdict), now, {
    title: names.title,
    description: balanceMicros === null || at === null ? names.notRead : names.read(usd(balanceMicros), when(at, 'R')),
    fields: [
      { name: names.threshold, value: level(limits.thresholdMicros), inline: true },
      { name: names.criticalBelow, value: level(limits.criticalMicros), inline: true },
      ...runwayFields(runway, language),
      ...providerFields(provider, language),
    ],
  });
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
      value: words.balance.runwayValue(runwayWords(runwayMs, language), words.sureness[sure]),
      inline: true,
    },
  ];
}

/** What keeps us from reading the balance, and what to do; nothing while CaptchaAI answers. */
export function providerFields({ failure, since, nextPollAt }: ProviderHealth, language: Language): APIEmbedField[] {
  if (failure === null) return [];
  const names = language.words.balance;
  const { meaning, advice } = failureText(failure, language);
  const from = since === null ? '' : names.since(when(since, 'R'));
  const next = nextPollAt === null ? '' : names.nextTry(when(nextPollAt, 'R'));
  return [{ name: names.provider, value: names.providerValue(inlineCode(failure.code), from, meaning, advice, next) }];
}

function severityOf(verdict: Verdict): Severity {
  if (verdict.state === 'firing') return verdict.severity;
  return verdict.state === 'ok' ? 'success' : 'info';
}
