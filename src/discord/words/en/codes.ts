/** What a code means and what to do, in the language of the catalogue. */
export interface CodeText {
  readonly meaning: string;
  readonly advice: string;
}

/** Empty in English: the texts of the provider's own list stand. */
export const codes: Readonly<Record<string, CodeText>> = {};

/** For a call of ours that brought no answer; in English the text that was recorded then stays. */
export const noAnswer: CodeText | null = null;

/** Where something else answers than CaptchaAI. */
export const wrongAddress: CodeText = {
  meaning: 'CaptchaAI is not at the address in CAPTCHAAI_URL',
  advice: 'Correct CAPTCHAAI_URL, usually it is https://ocr.captchaai.com, or find out what answers in its place',
};
