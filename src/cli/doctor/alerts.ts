import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Alerts');

/** What it all comes to. `isKnown`: the places of all servers could be looked at. */
export function judgePlaces(places: readonly string[], isKnown: boolean): readonly Finding[] {
  if (places.length > 0) return [say.ok(`go to ${places.join(', ')}.`)];
  if (!isKnown) return [];
  return [say.failure('have no destination: choose a channel with /setup, or set DISCORD_WEBHOOK_URL.')];
}
