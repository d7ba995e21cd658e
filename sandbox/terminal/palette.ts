import type { Style } from './span.ts';

const WHITE = 0xffffff;

/** Discord's own colours. Where the paper is set the ink is too, so that light and dark terminals show the same. */
export const LOOK = {
  faint: { ink: 0x949ba4 },
  appTag: { ink: WHITE, paper: 0x5865f2, bold: true },
  mention: { ink: 0xc9cdfb, paper: 0x3c4270, bold: true },
  code: { ink: 0xdbdee1, paper: 0x2b2d31 },
  time: { ink: 0xdbdee1, paper: 0x3a3c43 },
  link: { ink: 0x00a8fc },
} as const satisfies Record<string, Style>;

/** Discord draws an embed without a colour of its own with this bar. */
export const NO_EMBED_COLOUR = 0x4e5058;

/** By Discord's number for the style: primary, secondary, success, danger, link. */
const BUTTON_PAPER: Readonly<Record<number, number>> = {
  1: 0x5865f2,
  2: 0x4e5058,
  3: 0x248046,
  4: 0xda373c,
  5: 0x4e5058,
};

export function buttonLook(style: number, disabled: boolean): Style {
  if (disabled) return { ink: 0x949ba4, paper: 0x2b2d31 };
  return { ink: WHITE, paper: BUTTON_PAPER[style] ?? NO_EMBED_COLOUR };
}
