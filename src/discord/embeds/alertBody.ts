import type { APIEmbed } from 'discord-api-types/v10';
import {
  type BalanceFacts,
  type Drain,
  type ErrorsFacts,
  type Facts,
  type LatencyFacts,
  type ProviderFacts,
  type QueueFacts,
  type RunwayFacts,
  type SilenceFacts,
  type ThreadsFacts,
  WRONG_ADDRESS,
} from '../../monitor/alerts/facts.ts';
import type { ExplainedCode } from '../../monitor/record/codes.ts';
import { MINUTE, type Millis } from '../../monitor/time.ts';
import type { AlertSeverity } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { codeSentences, failureText } from './codeWords.ts';
import { runwayWords, threadsLine } from './factsLine.ts';
import { clipLines, dateTime, FIELD_VALUE_LIMIT, inlineCode } from './text.ts';

export type AlertBody = Required<Pick<APIEmbed, 'title' | 'description' | 'fields'>>;

/** Title, description and fields of a kind. Those of balance, errors and queue are fixed by the product's origin. */
export function bodyOf(facts: Facts, severity: AlertSeverity, language: Language): AlertBody {
  switch (facts.kind) {
    case 'balance':
      return balanceBody(facts, severity, language);
    case 'errors':
      return errorsBody(facts, language);
    case 'queue':
      return queueBody(facts, language);
    case 'silence':
      return silenceBody(facts, language);
    case 'provider':
      return providerBody(facts, language);
    case 'latency':
      return latencyBody(facts, language);
    case 'threads':
      return threadsBody(facts, language);
    case 'runway':
      return runwayBody(facts, language);
  }
}

function balanceBody(
  { balanceMicros, thresholdMicros, criticalMicros }: BalanceFacts,
  severity: AlertSeverity,
  { words, usd }: Language,
): AlertBody {
  const { title, description, ...names } = words.alerts.balance;
  return {
    title,
    description: description(usd(balanceMicros)),
    fields: [
      { name: names.threshold, value: usd(thresholdMicros), inline: true },
      { name: names.severity, value: words.severities[severity], inline: true },
      { name: words.alerts.action, value: words.alerts.topUpAction },
      ...(criticalMicros === undefined
        ? []
        : [{ name: names.criticalBelow, value: usd(criticalMicros), inline: true }]),
    ],
  };
}

function errorsBody({ failed, total, byCode, topCode, windowMs, inRow }: ErrorsFacts, language: Language): AlertBody {
  const { words, count, percent } = language;
  const { title, description, ...names } = words.alerts.errors;
  const lines = byCode.map(({ code, count: n }) => `• ${inlineCode(code)}: ${count(n)}`);
  return {
    title,
    description: description(percent(failed / total), count(failed), count(total)),
    fields: [
      { name: names.breakdown, value: clipLines(lines, FIELD_VALUE_LIMIT, words.andMore) || names.noDetails },
      {
        name: words.alerts.window,
        value: inRow === undefined ? windowWords(windowMs, language) : names.inRow(count(inRow)),
        inline: true,
      },
      ...(topCode === undefined ? [] : [{ name: words.alerts.action, value: adviceOn(topCode, language) }]),
    ],
  };
}

function adviceOn(known: ExplainedCode, language: Language): string {
  return `${inlineCode(known.code)}: ${codeSentences(known.code, known, language)}`;
}

function queueBody({ depth, activeWorkers, drain }: QueueFacts, language: Language): AlertBody {
  const { words, count } = language;
  const { title, description, ...names } = words.alerts.queue;
  return {
    title,
    description: description(count(depth)),
    fields: [
      {
        name: names.workers,
        value: activeWorkers === null ? words.alerts.unknown : count(activeWorkers),
        inline: true,
      },
      { name: names.drain, value: drainWords(drain, language), inline: true },
      { name: words.alerts.action, value: names.action },
    ],
  };
}

function silenceBody({ quietMs, newestAt, inHourBefore }: SilenceFacts, language: Language): AlertBody {
  const { words, count, duration } = language;
  const { title, description, ...names } = words.alerts.silence;
  return {
    title,
    description: description(duration(quietMs)),
    fields: [
      { name: names.last, value: dateTime(newestAt), inline: true },
      { name: names.before, value: names.results(count(inHourBefore)), inline: true },
      { name: words.alerts.action, value: names.action },
    ],
  };
}

function providerBody({ failure, since, noBalanceMs }: ProviderFacts, language: Language): AlertBody {
  const { alerts } = language.words;
  const { provider, unknown } = alerts;
  const nothing = { meaning: unknown, advice: provider.wait };
  const { meaning, advice } = failure === null ? nothing : failureText(failure, language);
  return {
    ...providerHead(failure, noBalanceMs, language),
    fields: [
      { name: provider.meaning, value: meaning },
      { name: alerts.action, value: advice },
      { name: provider.since, value: since === null ? unknown : dateTime(since), inline: true },
    ],
  };
}

function providerHead(failure: ProviderFacts['failure'], noBalanceMs: Millis | undefined, language: Language) {
  const { provider } = language.words.alerts;
  // It is not CaptchaAI's fault, however long it lasts.
  if (failure?.code === WRONG_ADDRESS) return { title: provider.addressTitle, description: provider.address };
  const code = inlineCode(failure?.code ?? provider.nothing);
  if (noBalanceMs !== undefined)
    return { title: provider.noBalanceTitle, description: provider.noBalance(language.duration(noBalanceMs), code) };
  const title = failure?.class === 'account' ? provider.accountTitle : provider.outageTitle;
  return { title, description: provider.description(code) };
}

function latencyBody({ p50Ms, p95Ms, solved, thresholdMs, windowMs }: LatencyFacts, language: Language): AlertBody {
  const { words, count, seconds } = language;
  const { title, description, ...names } = words.alerts.latency;
  return {
    title,
    description: description(seconds(p95Ms)),
    fields: [
      { name: names.threshold, value: seconds(thresholdMs), inline: true },
      { name: 'p50', value: seconds(p50Ms), inline: true },
      {
        name: words.alerts.window,
        value: names.windowSolved(windowWords(windowMs, language), count(solved)),
        inline: true,
      },
      { name: words.alerts.action, value: names.action },
    ],
  };
}

function threadsBody(facts: ThreadsFacts, language: Language): AlertBody {
  const { alerts } = language.words;
  const { title, description, action } = alerts.threads;
  return {
    title,
    description: description(threadsLine(facts, language)),
    fields: [{ name: alerts.action, value: action }],
  };
}

function runwayBody({ runwayMs, burnMicrosPerHour, balanceMicros, sure }: RunwayFacts, language: Language): AlertBody {
  const { words, usd } = language;
  const { title, description, ...names } = words.alerts.runway;
  return {
    title,
    description: description(runwayWords(runwayMs, language)),
    fields: [
      { name: names.balance, value: usd(balanceMicros), inline: true },
      { name: names.burn, value: names.anHour(usd(burnMicrosPerHour)), inline: true },
      { name: names.sure, value: words.sureness[sure], inline: true },
      { name: words.alerts.action, value: words.alerts.topUpAction },
    ],
  };
}

function windowWords(ms: Millis, { words: { alerts }, number }: Language): string {
  const minutes = ms / MINUTE;
  if (!Number.isInteger(minutes)) return alerts.lastSeconds(number(ms / 1000));
  return minutes === 1 ? alerts.lastMinute : alerts.lastMinutes(minutes);
}

/** How long until the queue is empty, or how fast it grows. */
export function drainWords(drain: Drain, { words, count, duration }: Language): string {
  const { growing, noWorker, rough } = words.alerts.queue;
  switch (drain.basis) {
    case 'measured':
      return duration(drain.ms);
    case 'crude':
      return rough(duration(drain.ms));
    case 'growing':
      return growing(count(drain.perMinute));
    case 'noWorker':
      return noWorker;
  }
}
