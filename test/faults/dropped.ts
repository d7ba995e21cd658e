import { STORED_ON_PURPOSE } from '../../src/store/reasons.ts';

/** Why nothing is missing where a message was not sent. What is muted, or too old, never comes up in these runs. */
const IS_FINE: ReadonlySet<unknown> = new Set(
  [null, ...STORED_ON_PURPOSE].filter((why) => why !== 'muted' && why !== 'quietHours' && why !== 'tooOld'),
);

/** The deliveries that were given up though people should have had them. */
export function dropped<R extends Readonly<Record<string, unknown>>>(deliveries: readonly R[]): readonly R[] {
  return deliveries.filter(({ gave_up_why: why }) => !IS_FINE.has(why));
}
