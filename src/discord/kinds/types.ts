import type { TypesFacts } from '../../monitor/kinds/types.ts';
import { clipLines, FIELD_VALUE_LIMIT, inlineCode } from '../embeds/text.ts';
import { windowWords } from '../embeds/windowWords.ts';
import type { Language } from '../words/language.ts';
import type { KindTexts } from './kindTexts.ts';

export const types: KindTexts<'types'> = {
  body({ type, failed, total, windowMs, others }, _severity, language) {
    const { words } = language;
    const { title, description, ...names } = words.alerts.types;
    const lines = others.map((each) =>
      typeLine({ type: each.type, failed: each.failed, total: each.solved + each.failed }, language),
    );
    return {
      title,
      description: description(shareWords({ type, failed, total }, language)),
      fields: [
        { name: words.alerts.window, value: windowWords(windowMs, language), inline: true },
        ...(lines.length === 0 ? [] : [{ name: names.others, value: clipLines(lines, FIELD_VALUE_LIMIT, language) }]),
        { name: words.alerts.action, value: names.action },
      ],
    };
  },
  line: typeLine,
  recovered: (before, after, language) =>
    language.words.recovery.types({
      type: nameOf(before.type),
      before: rateOf(before, language),
      after: rateOf(after, language),
    }),
  recovers: (level, { words, percent }) => words.alerts.recoversAt(percent(level)),
};

type OfOneType = Pick<TypesFacts, 'type' | 'failed' | 'total'>;

/** Such as `turnstile 77.5% (31/40)`. */
function typeLine(share: OfOneType, language: Language): string {
  const { facts } = language.words;
  return share.type === null ? facts.noTypeFails : facts.types(shareWords(share, language));
}

function shareWords({ type, failed, total }: OfOneType, language: Language) {
  const { count } = language;
  return {
    type: nameOf(type),
    rate: rateOf({ failed, total }, language),
    failed: count(failed),
    total: count(total),
  };
}

function nameOf(type: string | null): string {
  return inlineCode(type ?? '');
}

function rateOf({ failed, total }: Pick<TypesFacts, 'failed' | 'total'>, { percent }: Language): string {
  return percent(total === 0 ? 0 : failed / total);
}
