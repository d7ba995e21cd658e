/** Our own code of a call that something other than CaptchaAI answered, because the address of CaptchaAI is set wrong. */
export const WRONG_ADDRESS = 'WRONG_ADDRESS';

/** Why a call to CaptchaAI brought no answer, by who has to act. */
export type ProviderFailureClass = 'account' | 'capacity' | 'outage' | 'caller' | 'unknown';

export interface ProviderFailure {
  readonly class: ProviderFailureClass;
  /** CaptchaAI's own code, or ours for what never reached it (`TIMEOUT`, `HTTP_502`, `UNREACHABLE`, `UNREADABLE`). */
  readonly code: string;
  readonly meaning: string;
  readonly advice: string;
}
