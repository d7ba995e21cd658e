/** What an option of a command is called, and its choices by their values. */
export interface OptionText {
  readonly name: string;
  readonly description: string;
  readonly choices?: Readonly<Record<string, string>>;
}

/** Of a command that has none; `{}` would let a translation have some. */
export const NO_OPTIONS: Readonly<Record<string, never>> = {};
