export const FLAG = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  isComponentsV2: 1 << 15,
} as const;

const ANYWHERE = FLAG.suppressEmbeds | FLAG.suppressNotifications | FLAG.isComponentsV2;

/** Other bits are ignored, as Discord does. */
export const SETTABLE_FLAGS = {
  channel: ANYWHERE,
  webhook: ANYWHERE,
  interaction: ANYWHERE | FLAG.ephemeral,
} as const;
