import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { Verdict } from '../../monitor/facts.ts';
import type { ProviderHealth } from '../../monitor/pollBalance.ts';
import type { BalanceReport } from '../../monitor/reports.ts';
import type { Millis, Severity } from '../../monitor/types.ts';
import { runwayWords } from './factsLine.ts';
import { embed } from './look.ts';
import { inlineCode, usd, when } from './text.ts';

/** The answer to `/balance`. */
export function balanceEmbed(report: BalanceReport, now: Millis): APIEmbed {
  const { balanceMicros, at, verdict, limits, runway, provider } = report;
  const description =
    balanceMicros === null || at === null
      ? 'The balance has not been read yet'
      : `CaptchaAI balance is **${usd(balanceMicros)}**, read ${when(at, 'R')}`;
  return embed(severityOf(verdict), now, {
    title: '💰 CaptchaAI Balance',
    description,
    fields: [
      { name: 'Threshold', value: limits.enabled ? usd(limits.thresholdMicros) : 'Switched off', inline: true },
      { name: 'Critical Below', value: limits.enabled ? usd(limits.criticalMicros) : 'Switched off', inline: true },
      ...runwayFields(runway),
      ...providerFields(provider),
    ],
  });
}

function runwayFields(runway: BalanceReport['runway']): APIEmbedField[] {
  if (runway === null) return [];
  const { burnMicrosPerHour, runwayMs, sure } = runway;
  return [
    { name: 'Burn Rate', value: `${usd(burnMicrosPerHour)} an hour`, inline: true },
    { name: 'Runway', value: `${runwayWords(runwayMs)} (sure: ${sure})`, inline: true },
  ];
}

/** What keeps us from reading the balance, and what to do; nothing while CaptchaAI answers. */
export function providerFields({ failure, since, nextPollAt }: ProviderHealth): APIEmbedField[] {
  if (failure === null) return [];
  const from = since === null ? '' : `, since ${when(since, 'R')}`;
  const next = nextPollAt === null ? '' : ` Next try ${when(nextPollAt, 'R')}.`;
  const value = `${inlineCode(failure.code)}${from}: ${failure.meaning}. ${failure.advice}.${next}`;
  return [{ name: 'CaptchaAI Does Not Answer Properly', value }];
}

function severityOf(verdict: Verdict): Severity {
  if (verdict.state === 'firing') return verdict.severity;
  return verdict.state === 'ok' ? 'success' : 'info';
}
