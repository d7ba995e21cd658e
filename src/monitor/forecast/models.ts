import type { Spending } from './spending.ts';

export const SLOTS = 24;
/** Half-lives of the level in hours; the last never forgets. */
export const HALF_LIVES = [0.5, 2, 6, 24, Number.POSITIVE_INFINITY] as const;
const LOOK_BACK = 48;
export const P = { dayKeep: 0.8, prior: 0.3, smooth: 0.25 };

/** Decayed spending and known time, by hour of the day (counted back from the newest reading). */
export class Profile {
  readonly spent = new Float64Array(SLOTS);
  readonly known = new Float64Array(SLOTS);
  readonly rate = new Float64Array(SLOTS);
  #mean = 0;
  seen = 0;

  add(slot: number, spent: number, known: number) {
    this.spent[slot] = (this.spent[slot] ?? 0) * P.dayKeep + spent;
    this.known[slot] = (this.known[slot] ?? 0) * P.dayKeep + known;
    this.seen += known;
  }

  get mean() { return this.#mean; }

  update() {
    let s = 0, k = 0;
    for (let i = 0; i < SLOTS; i += 1) { s += this.spent[i]!; k += this.known[i]!; }
    this.#mean = k > 0 ? Math.max(0, s / k) : 0;
    for (let i = 0; i < SLOTS; i += 1) {
      const l = (i + SLOTS - 1) % SLOTS, r = (i + 1) % SLOTS;
      const ss = this.spent[i]! + P.smooth * (this.spent[l]! + this.spent[r]!);
      const kk = this.known[i]! + P.smooth * (this.known[l]! + this.known[r]!);
      const prior = this.seen < SLOTS ? 1e6 : P.prior;
      this.rate[i] = Math.max(0, (ss + prior * this.#mean) / (kk + prior));
    }
  }
}

const POW = HALF_LIVES.map((h) => Float64Array.from({ length: LOOK_BACK }, (_, i) => 0.5 ** (i / h)));
export const MODELS = HALF_LIVES.length * 2;

/** Levels of all models for an origin: factor on the profile, then on the flat mean. */
export function levels(spending: Spending, end: number, profile: Profile, out: Float64Array): void {
  const { spent, known } = spending;
  const n = HALF_LIVES.length;
  for (let m = 0; m < n; m += 1) {
    if (HALF_LIVES[m] === Number.POSITIVE_INFINITY) { out[m] = 1; out[n + m] = profile.mean; continue; }
    const pow = POW[m]!;
    let s = 0, e = 0, k = 0;
    for (let age = 0; age < LOOK_BACK && age < end; age += 1) {
      const hour = end - 1 - age;
      const w = pow[age]!;
      s += w * spent[hour]!; k += w * known[hour]!; e += w * known[hour]! * profile.rate[hour % SLOTS]!;
    }
    // a little of the long run, so that an unknown last hour says nothing
    const tiny = 0.05;
    s += tiny * profile.mean; k += tiny; e += tiny * profile.mean;
    s = Math.max(0, s);
    out[m] = e > 0 ? s / e : 0;
    out[n + m] = s / k;
  }
}
