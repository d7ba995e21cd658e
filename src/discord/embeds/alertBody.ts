import type { Facts } from '../../monitor/alerts/facts.ts';
import type { AlertSeverity } from '../../monitor/types.ts';
import { textsOf } from '../kinds/index.ts';
import type { AlertBody } from '../kinds/kindTexts.ts';
import type { Language } from '../words/language.ts';

/** Title, description and fields of an alert. */
export function bodyOf(facts: Facts, severity: AlertSeverity, language: Language): AlertBody {
  return textsOf(facts.kind).body(facts, severity, language);
}
