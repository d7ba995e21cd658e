import { ENGLISH } from '../../discord/words/language.ts';
import type { ProviderFailure } from '../../monitor/accounts/providerFailure.ts';
import type { BalanceAnswer } from '../../monitor/ports/provider.ts';
import { type Finding, findingsAbout } from './finding.ts';

/** `account` is its name, where there are several. */
export function judgeBalance(answer: BalanceAnswer, account: string | null = null): Finding {
  const say = findingsAbout(account === null ? 'CaptchaAI' : `CaptchaAI (${account})`);
  if (answer.ok) return say.ok(`accepts the API key; the balance is ${ENGLISH.usd(answer.balanceMicros)}.`);
  const { failure } = answer;
  const text = `${failure.meaning} (${failure.code}). ${adviceOn(failure)}.`;
  return isPassing(failure) ? say.warning(text) : say.failure(text);
}

/** Too much at a time, or a fault of CaptchaAI's own: the monitor is there to tell of that. */
function isPassing({ class: failureClass, code }: ProviderFailure): boolean {
  return failureClass === 'capacity' || code.startsWith('HTTP_5');
}

function adviceOn({ class: failureClass, code, advice }: ProviderFailure): string {
  if (code === 'UNREACHABLE' || code === 'TIMEOUT') {
    return 'Check the network, the firewall and DNS of this machine, and CAPTCHAAI_URL';
  }
  if (code === 'UNREADABLE' || code.startsWith('HTTP_4')) {
    return failureClass === 'capacity' ? advice : 'Check CAPTCHAAI_URL, and whether a proxy answers in its place';
  }
  return advice;
}
