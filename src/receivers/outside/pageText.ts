import { endedWords } from '../../discord/embeds/alert.ts';
import { bodyOf } from '../../discord/embeds/alertBody.ts';
import { clip } from '../../discord/embeds/text.ts';
import type { Language } from '../../discord/words/language.ts';
import type { Page } from '../../monitor/ports/outsideReceiver.ts';
import { plainWords } from './plainWords.ts';

/** What a page says, in plain words. */
export interface PageText {
  readonly title: string;
  readonly description: string;
  readonly facts: readonly PageFact[];
}

export interface PageFact {
  readonly name: string;
  readonly value: string;
}

/** The same text as in Discord, so that people find one in the other. Each part is at most 1,024 characters. */
export function pageText(page: Page, language: Language): PageText {
  const { alerts } = language.words;
  const { title, description, facts } = page.isTest ? testText(page, language) : alertText(page, language);
  const ended =
    page.event !== 'resolve' || page.endedAt === null
      ? []
      : [{ name: alerts.ended, value: endedWords(page.openedAt, page.endedAt, language) }];
  return {
    title: plain(page.event === 'resolve' ? alerts.over(title) : title),
    description: plain(description),
    facts: [...facts, ...ended].map(({ name, value }) => ({ name: plain(name), value: plain(value) })),
  };
}

/** All of it in one line, what matters first. */
export function summaryOf({ title, description }: PageText, subject: string | null): string {
  return `${title}${subject === null ? '' : ` (${subject})`}: ${description}`;
}

/** Description and facts, a line each. */
export function linesOf({ description, facts }: PageText): string {
  return [description, ...facts.map(({ name, value }) => `${name}: ${value}`)].join('\n');
}

const LONGEST_PART = 1_024;

function plain(text: string): string {
  return clip(plainWords(text), LONGEST_PART);
}

function alertText({ facts, severity }: Page, language: Language): PageText {
  const { title, description, fields } = bodyOf(facts, severity, language);
  return { title, description, facts: fields };
}

/** No numbers: nothing is wrong, and nobody should think so. */
function testText({ severity }: Page, { words: { test, someone: who }, locale }: Language): PageText {
  const someone = who.replace(/^./u, (letter) => letter.toLocaleUpperCase(locale));
  return { title: test.title(test.severities[severity]), description: test.description(someone), facts: [] };
}
