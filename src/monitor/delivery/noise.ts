/** What may be sent silently: it is in the channel, and nobody's telephone rings. Critical alerts never are. */
export const SILENT_PARTS = ['warnings', 'recoveries', 'summaries'] as const;

export type SilentPart = (typeof SILENT_PARTS)[number];

/** `compact`: one line an alert instead of the whole embed. */
export const ALERT_FORMATS = ['full', 'compact'] as const;

export type AlertFormat = (typeof ALERT_FORMATS)[number];

/** How much noise messages make. */
export interface Noise {
  readonly silent: readonly SilentPart[];
  readonly format: AlertFormat;
}

export const FULL_NOISE: Noise = { silent: [], format: 'full' };
