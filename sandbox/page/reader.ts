import type { LocalDiscord } from '../discord/localDiscordTypes.ts';

/** Somebody that the page can be seen as. */
export interface Somebody {
  readonly id: string;
  readonly name: string;
}

/** The languages that can be chosen, as Discord names them. */
export const LOCALES: Readonly<Record<string, string>> = {
  'en-US': 'English',
  de: 'Deutsch',
  fr: 'Français',
  'es-ES': 'Español',
  'pt-BR': 'Português',
  ru: 'Русский',
  'zh-CN': '中文',
};

/** Who looks at the page, in which language, and at which channel. All can be switched on it. */
export interface Reader {
  readonly people: readonly Somebody[];
  readonly userId: () => string;
  readonly locale: () => string;
  /** Those that can be looked at, in their order. */
  readonly channelIds: readonly string[];
  readonly channelId: () => string;
  /** Unknown ones change nothing. */
  become(userId: string): void;
  /** The server's language changes too, so that alerts are seen in it. */
  speak(locale: string): void;
  open(channelId: string): void;
}

export function createReader(
  discord: Pick<LocalDiscord, 'setPreferredLocale'>,
  guildId: string,
  people: readonly [Somebody, ...Somebody[]],
  channelIds: readonly [string, ...string[]],
): Reader {
  let userId = people[0].id;
  let locale = 'en-US';
  let channelId = channelIds[0];
  return {
    people,
    userId: () => userId,
    locale: () => locale,
    channelIds,
    channelId: () => channelId,
    become(wanted) {
      if (people.some(({ id }) => id === wanted)) userId = wanted;
    },
    speak(wanted) {
      if (!Object.hasOwn(LOCALES, wanted)) return;
      locale = wanted;
      discord.setPreferredLocale(guildId, wanted);
    },
    open(wanted) {
      if (channelIds.includes(wanted)) channelId = wanted;
    },
  };
}
