import type { APIEmbed } from 'discord-api-types/v10';
import type { ErrorCode } from '../../monitor/record/codes.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { codeWords } from './codeWords.ts';
import { clip, inlineCode } from './text.ts';

const CODE_SHOWN = 80;
/** More than these to pick from tell nobody more. */
const MOST_NEAR = 3;

/** The answer to `/explain`: what a code means, what to do, and whose turn it is. */
export function explainEmbed(code: string, known: ErrorCode, at: Millis, language: Language): APIEmbed {
  const { explain } = language.words;
  const { meaning, advice } = codeWords(code, known, language);
  return baseEmbed('info', at, {
    title: explain.title(clip(code, CODE_SHOWN)),
    description: meaning,
    fields: [
      { name: explain.advice, value: advice },
      { name: explain.whoActs, value: explain.classes[known.class] },
    ],
  });
}

/** The answer where nobody knows the code: those that it may be meant to be. */
export function unknownCodeEmbed(code: string, near: readonly string[], at: Millis, { words }: Language): APIEmbed {
  const unknown = words.explain.unknown(inlineCode(code));
  const guess = near.length === 0 ? [] : [words.didYouMean(near.slice(0, MOST_NEAR).map(inlineCode).join(words.or))];
  return baseEmbed('info', at, { description: [unknown, ...guess].join('\n') });
}
