import { at } from './spending.ts';

export const SLOTS = 24;

/** What a day ago counts against today: a plan change is forgotten within days, one odd day does not make the shape. */
const KEPT_A_DAY = 0.8;
/** How much of the neighbouring hours, and of the overall mean (in hours), is mixed into an hour. */
const NEIGHBOUR_SHARE = 0.25;
const MEAN_HOURS = 0.2;

/**
 * The hourly rate by hour of the day, in slots that are counted through the history and so need no time zone. Each is a mean
 * over days with exponential forgetting, shrunk towards the overall mean; the first 24 hours tell the mean alone.
 */
export function createProfile() {
  const spent = new Float64Array(SLOTS);
  const known = new Float64Array(SLOTS);
  const rates = new Float64Array(SLOTS);
  let seen = 0;
  let mean = 0;

  return {
    rates,
    mean: () => mean,
    add(hour: number, spentInIt: number, knownOfIt: number): void {
      const slot = hour % SLOTS;
      spent[slot] = at(spent, slot) * KEPT_A_DAY + spentInIt;
      known[slot] = at(known, slot) * KEPT_A_DAY + knownOfIt;
      seen += 1;
    },
    /** Brings `rates` and `mean` up to what was added. */
    settle(): void {
      const knownInAll = sum(known);
      mean = knownInAll > 0 ? Math.max(0, sum(spent) / knownInAll) : 0;
      if (seen < SLOTS) {
        rates.fill(mean);
        return;
      }
      for (let slot = 0; slot < SLOTS; slot += 1) {
        const [before, after] = [(slot + SLOTS - 1) % SLOTS, (slot + 1) % SLOTS];
        const money = at(spent, slot) + NEIGHBOUR_SHARE * (at(spent, before) + at(spent, after)) + MEAN_HOURS * mean;
        const time = at(known, slot) + NEIGHBOUR_SHARE * (at(known, before) + at(known, after)) + MEAN_HOURS;
        rates[slot] = Math.max(0, money / time);
      }
    },
  };
}

export type Profile = ReturnType<typeof createProfile>;

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += at(values, i);
  return total;
}
