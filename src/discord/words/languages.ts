import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { es } from './es/index.ts';
import { fr } from './fr/index.ts';
import { createLanguage, ENGLISH, type Language } from './language.ts';
import { pt } from './pt/index.ts';
import { ru } from './ru/index.ts';
import { zh } from './zh/index.ts';

/** Every language, by the locales of Discord that read it. https://discord.com/developers/docs/reference#locales */
export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  createLanguage('en-GB', en),
  createLanguage('de', de),
  createLanguage('fr', fr),
  createLanguage('es-ES', es),
  createLanguage('es-419', es),
  createLanguage('pt-BR', pt),
  createLanguage('ru', ru),
  createLanguage('zh-CN', zh),
];

const BY_LOCALE: ReadonlyMap<string, Language> = new Map(LANGUAGES.map((language) => [language.locale, language]));

/** The language of a locale; English where we have none. */
export function languageOf(locale: string): Language {
  return BY_LOCALE.get(locale) ?? ENGLISH;
}
