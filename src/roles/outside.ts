import type { Config } from '../config/config.ts';
import { ENGLISH } from '../discord/words/language.ts';
import type { OutsideReceiver } from '../monitor/ports/outsideReceiver.ts';
import type { Clock } from '../monitor/time.ts';
import { createReceiver } from '../receivers/outside/createReceiver.ts';

/** The receivers outside of Discord that the settings in force name; made again when these change. */
export function createOutside(
  current: () => Pick<Config, 'receivers'>,
  clock: Clock,
): () => readonly OutsideReceiver[] {
  let made: { readonly of: Config['receivers']; readonly receivers: readonly OutsideReceiver[] } | null = null;
  return () => {
    const { receivers: of } = current();
    if (made?.of !== of) made = { of, receivers: of.map((one) => createReceiver(one, { clock, language: ENGLISH })) };
    return made.receivers;
  };
}
