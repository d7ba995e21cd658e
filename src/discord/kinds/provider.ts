import { WRONG_ADDRESS } from '../../monitor/accounts/providerFailure.ts';
import type { ProviderFacts } from '../../monitor/kinds/provider.ts';
import { failureText } from '../embeds/codeWords.ts';
import { dateTime, inlineCode } from '../embeds/text.ts';
import type { Language } from '../words/language.ts';
import type { KindTexts } from './kindTexts.ts';

export const provider: KindTexts<'provider'> = {
  body(facts, _severity, language) {
    const { failure, since } = facts;
    const { alerts } = language.words;
    const { provider, unknown } = alerts;
    const nothing = { meaning: unknown, advice: provider.wait };
    const { meaning, advice } = failure === null ? nothing : failureText(failure, language);
    return {
      ...headOf(facts, language),
      fields: [
        { name: provider.meaning, value: meaning },
        { name: alerts.action, value: advice },
        { name: provider.since, value: since === null ? unknown : dateTime(since), inline: true },
      ],
    };
  },
  line({ failure }, { words: { facts } }) {
    if (failure === null) return facts.answers;
    return failure.code === WRONG_ADDRESS ? facts.wrongAddress : facts.answersWith(inlineCode(failure.code));
  },
  recovered: (_before, _after, { words }) => words.recovery.provider,
  recovers: (_level, { words }) => words.alerts.recoversWithAnswer,
};

function headOf({ failure, noBalanceMs }: ProviderFacts, language: Language) {
  const { provider } = language.words.alerts;
  // It is not CaptchaAI's fault, however long it lasts.
  if (failure?.code === WRONG_ADDRESS) return { title: provider.addressTitle, description: provider.address };
  const code = inlineCode(failure?.code ?? provider.nothing);
  if (noBalanceMs !== undefined)
    return {
      title: provider.noBalanceTitle,
      description: provider.noBalance({ length: language.duration(noBalanceMs), code }),
    };
  const title = failure?.class === 'account' ? provider.accountTitle : provider.outageTitle;
  return { title, description: provider.description(code) };
}
