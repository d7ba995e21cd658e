import type { TypesFacts } from '../../monitor/kinds/types.ts';
import { clipLines, FIELD_VALUE_LIMIT, inlineCode } from '../embeds/text.ts';
import { windowWords } from '../embeds/windowWords.ts';
import type { Language } from '../words/language.ts';
import type { KindTexts } from './kindTexts.ts';

export const types: KindTexts<'types'> = {
  body({ type, failed, total, windowMs, others }, _severity, language) {
    const { words, count } = language;
    const { title, description, ...names } = words.alerts.types;
    const lines = others.map((each) =>
      typeLine({ type: each.type, failed: each.failed, total: each.solved + each.failed }, language),
    );
    return {
      title,
      description: description(nameOf(type), rateOf({ failed, total }, language), count(failed), count(total)),
      fields: [
        { name: words.alerts.window, value: windowWords(windowMs, language), inline: true },
        ...(lines.length === 0
          ? []
          : [{ name: names.others, value: clipLines(lines, FIELD_VALUE_LIMIT, words.andMore) }]),
        { name: words.alerts.action, value: names.action },
      ],
    };
  },
  line: typeLine,
  recovered: (before, after, language) =>
    language.words.recovery.types(nameOf(before.type), rateOf(before, language), rateOf(after, language)),
  recovers: (level, { words, percent }) => words.alerts.recoversAt(percent(level)),
};

type OfOneType = Pick<TypesFacts, 'type' | 'failed' | 'total'>;

/** Such as `turnstile 77.5% (31/40)`. */
function typeLine({ type, failed, total }: OfOneType, language: Language): string {
  const { words, count } = language;
  if (type === null) return words.facts.noTypeFails;
  return words.facts.types(nameOf(type), rateOf({ failed, total }, language), count(failed), count(total));
}

function nameOf(type: string | null): string {
  return inlineCode(type ?? '');
}

function rateOf({ failed, total }: Pick<TypesFacts, 'failed' | 'total'>, { percent }: Language): string {
  return percent(total === 0 ? 0 : failed / total);
}
