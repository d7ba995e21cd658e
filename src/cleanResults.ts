import type { SolveResult } from './monitor/types.ts';
import { secretPattern } from './secretPattern.ts';

/**
 * Takes our secrets out of what workers report. The API key travels in CaptchaAI's addresses, so a worker that reports
 * the text of a failed request as its error code would have the key kept, and told to everybody in the channel.
 */
export function createResultCleaner(secrets: readonly string[]): (result: SolveResult) => SolveResult {
  const pattern = secretPattern(secrets);
  if (pattern === null) return (result) => result;
  const clean = (text: string | null) => text?.replace(pattern, '[secret]') ?? null;
  return (result) => {
    const { errorCode, captchaType } = result;
    const cleaned = { errorCode: clean(errorCode), captchaType: clean(captchaType) };
    const isSame = cleaned.errorCode === errorCode && cleaned.captchaType === captchaType;
    return isSame ? result : { ...result, ...cleaned };
  };
}
