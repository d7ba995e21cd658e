import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../config/config.ts';
import { releaseHeld } from '../monitor/delivery/releaseHeld.ts';
import type { Clock } from '../monitor/time.ts';
import type { Core } from './core.ts';
import type { Signals } from './signals.ts';

interface PutInForcePorts extends Pick<Core, 'config' | 'replace'> {
  readonly store: Pick<Core['store'], 'guilds' | 'deliveries' | 'pages'>;
  readonly clock: Clock;
}

/** Puts other settings in force. What waits for the end of quiet hours that they no longer have is due now. */
export async function putInForce(
  next: Config,
  core: PutInForcePorts,
  signals: Pick<Signals, 'deliver'>,
): Promise<void> {
  const isQuietChanged = !isDeepStrictEqual(core.config.quietHours, next.quietHours);
  core.replace(next);
  if (!isQuietChanged) return;
  for (const { id } of await core.store.guilds.present()) await releaseHeld(core.store, id, core.clock.now());
  signals.deliver.raise();
}
