import { channelMention, userMention } from '@discordjs/formatters';
import type { GiveUpWhy } from '../../monitor/delivery/giveUpWhy.ts';
import type { PingFailure } from '../../monitor/delivery/pingFailure.ts';
import type { StepResult, TestResult } from '../../monitor/delivery/testAlerts.ts';
import type { AlertSeverity, Guild } from '../../monitor/types.ts';
import type { GuildView } from '../guildView.ts';
import { pings } from '../pings.ts';
import { type DiscordPlace, inDiscord } from '../place.ts';
import type { Language } from '../words/language.ts';
import type { Words } from '../words/words.ts';
import { stepText } from './escalation.ts';
import { inlineCode, mentionText } from './text.ts';

/** What became of a test alert: where it is, whom it pinged, or what it would need. */
export function testResultWords(
  result: TestResult,
  severity: AlertSeverity,
  view: GuildView,
  language: Language,
): string {
  const { words, list } = language;
  const { receivers = [] } = result;
  const also = receivers.length === 0 ? [] : [words.test.toReceivers(list(receivers.map(inlineCode)))];
  return [outcomeWords(result, severity, view, language), ...also].join(' ');
}

function outcomeWords(
  { guild, outcome }: TestResult,
  severity: AlertSeverity,
  view: GuildView,
  language: Language,
): string {
  const { words } = language;
  switch (outcome.outcome) {
    case 'delivered':
      return [
        words.test.arrived(placeWords(inDiscord(outcome.place), words)),
        pingWords(guild, severity, outcome.pingFailure ?? null, words),
      ].join(' ');
    case 'retry':
      return words.test.retrying;
    case 'waiting':
      return outcome.before === 0 ? words.test.retrying : words.test.waiting(language.counted(outcome.before));
    case 'giveUp':
      return words.test.refused(whyWords(outcome.why, guild, view, words));
  }
}

function placeWords(place: DiscordPlace, { test }: Words): string {
  if (place.type === 'user') return userMention(place.userId);
  return place.type === 'channel' ? channelMention(place.channelId) : test.theWebhook;
}

function pingWords(guild: Guild, severity: AlertSeverity, why: PingFailure | null, words: Words): string {
  const { test, pingFailed, status } = words;
  const { mention } = guild;
  if (mention === null) return test.pingsNobody;
  if (!pings(severity, guild)) return test.belowPing;
  const whom = mentionText(mention);
  if (why === null) return test.pinged(whom);
  return why === 'notMentionable' ? test.cannotPing(whom) : `${status.pingFailed(pingFailed[why])}.`;
}

function whyWords(why: GiveUpWhy, { destination }: Guild, view: GuildView, words: Words): string {
  const missing = destination?.type === 'channel' ? view.missingIn(destination.channelId) : [];
  if (why !== 'notAllowed' || missing === null || missing.length === 0) return words.giveUp[why];
  return `${words.giveUp[why]} (${missing.map((name) => words.permissions[name]).join(words.units.separator)})`;
}

/** What became of each step of the escalation. */
export function stepResultWords(results: readonly StepResult[], language: Language): string {
  const { attention } = language.words;
  if (results.length === 0) return attention.noSteps;
  const lines = results.map((result, index) => `${index + 1}. ${stepResult(result, language)}`);
  return [attention.testedSteps, ...lines].join('\n');
}

function stepResult({ step, outcome }: StepResult, language: Language): string {
  const { words } = language;
  const stepWords = stepText(step, language);
  // A receiver outside says for itself what became of it: `/status` has it.
  if (outcome === null) return `${stepWords} ⏳`;
  if (outcome.outcome === 'delivered') {
    const failed = outcome.pingFailure == null ? '' : ` ⚠️ ${words.pingFailed[outcome.pingFailure]}`;
    return `${stepWords} ✅${failed}`;
  }
  if (outcome.outcome === 'giveUp') return `${stepWords} ❌ ${words.giveUp[outcome.why]}`;
  return `${stepWords} ⏳ ${words.attention.stepWaits}`;
}
