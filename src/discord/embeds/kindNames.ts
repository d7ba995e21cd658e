import type { AlertKind, MuteScope } from '../../monitor/types.ts';

/** What people call each kind of alert. */
export const KIND_NAMES: Readonly<Record<AlertKind, string>> = {
  balance: 'Balance',
  errors: 'Error rate',
  queue: 'Queue',
  silence: 'Silence',
  provider: 'CaptchaAI',
  latency: 'Latency',
  threads: 'Threads',
  runway: 'Runway',
};

export const SCOPE_NAMES: Readonly<Record<MuteScope, string>> = { all: 'Everything', ...KIND_NAMES };
