import type { APIEmbed } from 'discord-api-types/v10';
import type { ErrorCode } from '../../monitor/codes.ts';
import type { Millis } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { codeWords } from './codeWords.ts';
import { embed } from './look.ts';
import { clip, inlineCode } from './text.ts';

const CODE_SHOWN = 80;

/** The answer to `/explain`: what a code means, what to do, and whose turn it is. */
export function explainEmbed(code: string, known: ErrorCode | null, at: Millis, language: Language): APIEmbed {
  const { explain } = language.words;
  if (known === null) return embed('info', at, { description: explain.unknown(inlineCode(code)) });
  const { meaning, advice } = codeWords(code, known, language);
  return embed('info', at, {
    title: explain.title(clip(code, CODE_SHOWN)),
    description: meaning,
    fields: [
      { name: explain.advice, value: advice },
      { name: explain.whoActs, value: explain.classes[known.class] },
    ],
  });
}
