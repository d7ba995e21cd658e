import { ENGLISH, type Language } from './language.ts';

/** Every language, by the locales of Discord that read it. https://discord.com/developers/docs/reference#locales */
export const LANGUAGES: readonly Language[] = [ENGLISH];

const BY_LOCALE: ReadonlyMap<string, Language> = new Map(LANGUAGES.map((language) => [language.locale, language]));

/** The language of a locale; English where we have none. */
export function languageOf(locale: string): Language {
  return BY_LOCALE.get(locale) ?? ENGLISH;
}
