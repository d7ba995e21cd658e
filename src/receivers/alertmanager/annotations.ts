import type { Language } from '../../discord/words/language.ts';
import type { Page } from '../../monitor/ports/outsideReceiver.ts';
import { linesOf, pageText, summaryOf } from '../outside/pageText.ts';
import type { Labels } from './labels.ts';

/** The two that everybody's templates show. */
export function annotationsOf(page: Page, language: Language): Labels {
  const text = pageText(page, language);
  return { summary: summaryOf(text, page.subject), description: linesOf(text) };
}
