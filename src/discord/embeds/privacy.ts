import type { APIEmbed } from 'discord-api-types/v10';
import type { Forgotten } from '../../monitor/ports/personStore.ts';
import { KEPT } from '../../monitor/retention.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Operator } from '../command.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';

/** The answer to `/privacy`: what is kept, for how long, by whom, and how to be forgotten. */
export function privacyEmbed(operator: Operator, now: Millis, { words, duration }: Language): APIEmbed {
  const { privacy, someone } = words;
  const { people, reasons, server, notPersonal, history, decisions, settings, left, outside } = privacy;
  const howLong = [
    history(duration(KEPT.historyMs)),
    decisions(duration(KEPT.decisionsMs)),
    settings,
    left(duration(KEPT.leftGuildMs)),
    outside,
  ];
  return baseEmbed('info', now, {
    title: privacy.title,
    description: privacy.description,
    fields: [
      { name: privacy.kept, value: bullets([people, reasons, server, notPersonal]) },
      { name: privacy.howLong, value: bullets(howLong) },
      { name: privacy.operator, value: operatorText(operator, words) },
      { name: privacy.forgotten, value: `${privacy.forgottenHow(someone)}\n${privacy.stays}` },
    ],
  });
}

/** What becomes of what is kept about somebody, before they say yes. */
export function forgetQuestion(now: Millis, { words: { privacy, someone } }: Language): APIEmbed {
  return baseEmbed('warning', now, {
    title: privacy.askTitle,
    description: [privacy.ask(someone), privacy.holds, privacy.stays].join('\n\n'),
  });
}

/** What was replaced, in numbers. `operatorPings`: the operator's settings name the person as well. */
export function forgottenEmbed(
  { mutes, incidents, notes, changes, messages, mention }: Forgotten,
  operatorPings: boolean,
  now: Millis,
  { words: { privacy }, count }: Language,
): APIEmbed {
  const isNothing = !mention && mutes + incidents + notes + changes + messages === 0;
  const counts = privacy.counts({
    mutes: count(mutes),
    incidents: count(incidents),
    notes: count(notes),
    changes: count(changes),
    messages: count(messages),
  });
  const text = [
    ...(isNothing ? [privacy.nothing] : [privacy.holds]),
    ...(mention ? [privacy.pingsNobody] : []),
    ...(operatorPings ? [privacy.operatorPings] : []),
    privacy.stays,
  ];
  return baseEmbed('success', now, {
    title: privacy.doneTitle,
    description: text.join('\n\n'),
    fields: isNothing ? [] : [{ name: privacy.replaced, value: counts }],
  });
}

function operatorText({ contact, policyUrl }: Operator, { privacy }: Language['words']): string {
  const lines = [...(contact === null ? [] : [contact]), ...(policyUrl === null ? [] : [privacy.policy(policyUrl)])];
  return lines.join('\n') || privacy.notNamed;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `• ${line}`).join('\n');
}
