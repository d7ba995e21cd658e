import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { AlertKind, ClearLevelByKind, FactsByKind } from '../../monitor/kinds/index.ts';
import type { CodeBook } from '../../monitor/record/codes.ts';
import type { AlertSeverity } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';

export type AlertBody = Required<Pick<APIEmbed, 'title' | 'description' | 'fields'>>;

/** What the bot says of one kind of alert, in any language. */
export interface KindTexts<K extends AlertKind> {
  /** Title, description and fields of an alert. Those of balance, errors and queue are fixed by the product's origin. */
  body(facts: FactsByKind[K], severity: AlertSeverity, language: Language): AlertBody;
  /** A reading in a few words, such as `22.5% (45/200)`. */
  line(facts: FactsByKind[K], language: Language): string;
  /** The same where the line stays for long and nobody writes it again: no length in it goes on with the clock. Absent: none does. */
  lastingLine?(facts: FactsByKind[K], language: Language): string;
  /** That it is over: the worst reading that people were notified of, and how it is now. */
  recovered(before: FactsByKind[K], after: FactsByKind[K], language: Language): string;
  /** What ends it, for a reminder. */
  recovers(level: ClearLevelByKind[K], language: Language): string;
  /** What one incident shows in the place of the fields of its alert. */
  details?(worst: FactsByKind[K], codes: CodeBook, language: Language): readonly APIEmbedField[];
  /** Its alerts have a button to top up the balance. */
  readonly offersTopUp?: true;
}
