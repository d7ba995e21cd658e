import type { CountedResult } from '../monitor/types.ts';

/**
 * Takes our secrets out of what workers report. The API key travels in CaptchaAI's addresses, so a worker that reports
 * the text of a failed request as its error code would have the key stored, and shown to everybody in the channel.
 */
export function createResultCleaner(
  hide: (text: string) => string,
): <Result extends CountedResult>(result: Result) => Result {
  const clean = (text: string | null) => (text === null ? null : hide(text));
  return (result) => {
    const { errorCode, captchaType } = result;
    const cleaned = { errorCode: clean(errorCode), captchaType: clean(captchaType) };
    const isSame = cleaned.errorCode === errorCode && cleaned.captchaType === captchaType;
    return isSame ? result : { ...result, ...cleaned };
  };
}
