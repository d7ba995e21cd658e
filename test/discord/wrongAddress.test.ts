import { expect, test } from 'vitest';
import { wrongAddress } from '../../src/captchaai/address.ts';
import { bodyOf } from '../../src/discord/embeds/alertBody.ts';
import { factsLine } from '../../src/discord/embeds/factsLine.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import { NOW } from '../fixtures/thresholds.ts';

test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
  '%s: a wrong address of CaptchaAI is said as that, however long it lasts, and not as an outage',
  (_locale, language) => {
    const { outageTitle, noBalanceTitle } = language.words.alerts.provider;
    for (const more of [{}, { noBalanceMs: 600_000 }]) {
      const facts = { kind: 'provider', failure: wrongAddress, since: NOW, ...more } as const;
      const { title, description, fields } = bodyOf(facts, 'warning', language);
      expect([outageTitle, noBalanceTitle]).not.toContain(title);
      for (const text of [description, factsLine(facts, language), ...fields.slice(0, 2).map(({ value }) => value)])
        expect(text).toContain('CAPTCHAAI_URL');
    }
  },
);
