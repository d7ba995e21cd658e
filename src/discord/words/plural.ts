/** A number of things, and how the language writes that number. */
export interface Counted {
  readonly n: number;
  readonly text: string;
}

/** The plural categories of each language; Chinese has one form of everything, and so needs none of this. https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html */
export const PLURAL_CATEGORIES = {
  en: ['one', 'other'],
  de: ['one', 'other'],
  es: ['one', 'many', 'other'],
  fr: ['one', 'many', 'other'],
  pt: ['one', 'many', 'other'],
  ru: ['one', 'few', 'many', 'other'],
} as const satisfies Readonly<Record<string, readonly Intl.LDMLPluralRule[]>>;

type PluralLanguage = keyof typeof PLURAL_CATEGORIES;

/** A form for each category that the language has. */
type Forms<L extends PluralLanguage> = Readonly<Record<(typeof PLURAL_CATEGORIES)[L][number], string>>;

/** The form that a number of things has in a language. */
export function pluralIn<const L extends PluralLanguage>(language: L) {
  const rules = new Intl.PluralRules(language);
  // The rules know the categories of the language and no others.
  return ({ n }: Counted, forms: Forms<L>): string => forms[rules.select(n) as keyof Forms<L>];
}
