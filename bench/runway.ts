import { BALANCE_FAMILIES, type BalanceHistory, drawBalanceHistory } from '../sandbox/balanceHistories.ts';
import { forecastRunway, type Runway } from '../src/monitor/forecast/forecast.ts';
import { median, quantile } from './median.ts';

// How far off the runway is, by family of balance histories, and what simpler rules would have said of the same ones.
const CASES = Number(process.env['CASES'] ?? 200);
const SEED = Number(process.env['SEED'] ?? 31);
const HOUR = 3_600_000;
const LONGEST_RUNWAY = 30 * 24 * HOUR;
const TRUE_UP_TO = 72 * HOUR;
const ALARMS = [24 * HOUR, 4 * HOUR];

type Readings = BalanceHistory['readings'];
type Rule = (readings: Readings, newest: Readings[number]) => number;

/** What a rule says the balance falls by in a millisecond. */
const SIMPLE_RULES: Readonly<Record<string, Rule>> = {
  'last difference': (readings, newest) => {
    const before = readings.at(-2) ?? newest;
    return (before.value - newest.value) / (newest.at - before.at);
  },
  'line, 24 h': (readings, newest) => {
    const day = lastDay(readings, newest);
    const meanAt = mean(day.map(({ at }) => at - newest.at));
    const meanValue = mean(day.map(({ value }) => value));
    const covariance = mean(day.map(({ at, value }) => (at - newest.at - meanAt) * (value - meanValue)));
    return -covariance / mean(day.map(({ at }) => (at - newest.at - meanAt) ** 2));
  },
  // The fairest of the simple ones: it leaves top-ups out, too.
  'falls of 24 h': (readings, newest) => {
    const day = lastDay(readings, newest);
    const falls = day.map(({ value }, i) => Math.max(0, (day[i - 1]?.value ?? value) - value));
    return (mean(falls) * falls.length) / (newest.at - (day[0]?.at ?? newest.at));
  },
};
const NAMES = ['ours', ...Object.keys(SIMPLE_RULES)];

/** Runways in milliseconds; Infinity where there is none within 30 days. */
interface Judged extends Pick<BalanceHistory, 'family'> {
  readonly truth: number;
  /** In the order of `NAMES`. */
  readonly said: readonly number[];
  readonly earliest: number;
  readonly latest: number;
  readonly sure: Runway['sure'] | null;
}

function judge({ family, readings, now, trueRunwayMs }: BalanceHistory): Judged {
  const runway = forecastRunway(readings, now);
  const newest = readings.at(-1);
  const simple = Object.values(SIMPLE_RULES).map((rule) =>
    newest ? until(newest.value, rule(readings, newest)) : null,
  );
  const [truth = 0, ours = 0, earliest = 0, latest = 0, ...others] = [
    trueRunwayMs,
    runway?.runwayMs ?? null,
    runway?.earliestMs ?? null,
    runway?.latestMs ?? null,
    ...simple,
  ].map((ms) => ms ?? Number.POSITIVE_INFINITY);
  const said = [ours, ...others];
  return { family, truth, said, earliest, latest, sure: runway?.sure ?? null };
}

function until(balance: number, perMs: number): number | null {
  return perMs > 0 && balance / perMs <= LONGEST_RUNWAY ? balance / perMs : null;
}

function lastDay(readings: Readings, newest: Readings[number]): Readings {
  return readings.filter(({ at }) => newest.at - at <= 24 * HOUR);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** "Not within 30 days" counts as 30 days. */
function errorsOf(rule: number, judged: readonly Judged[]): number[] {
  return judged.map(({ truth, said }) => Math.abs(Math.min(said[rule] ?? 0, LONGEST_RUNWAY) - truth) / truth);
}

function percent(share: number): string {
  if (Number.isNaN(share)) return '–';
  return share >= 10 ? '> 999' : (100 * share).toFixed(0);
}

function printErrors(name: string, judged: readonly Judged[]): void {
  const near = judged.filter(({ truth }) => truth <= TRUE_UP_TO);
  if (near.length === 0) return;

  const cells = NAMES.map((_, rule) => {
    const errors = errorsOf(rule, near);
    return `${percent(median(errors))} / ${percent(quantile(errors, 0.9))}`;
  });
  const inside = near.filter(({ truth, earliest, latest }) => earliest <= truth && truth <= latest).length;
  console.log(`| ${name} | ${near.length} | ${cells.join(' | ')} | ${percent(inside / near.length)} |`);
}

function printAlarms(name: string, judged: readonly Judged[]): void {
  for (const limit of ALARMS) {
    const cells = NAMES.map((_, rule) => {
      const said = judged.filter((one) => (one.said[rule] ?? 0) < limit);
      const right = said.filter(({ truth }) => truth < limit).length;
      const due = judged.filter(({ truth }) => truth < limit).length;
      return `${percent(right / said.length)} / ${percent(right / due)}`;
    });
    console.log(`| ${name}, < ${limit / HOUR} h | ${cells.join(' | ')} |`);
  }
}

const columns = NAMES.map((name) => `${name} |`).join(' ');
const rule = NAMES.map(() => '---: |').join(' ');
const judged = BALANCE_FAMILIES.flatMap((family, index) =>
  Array.from({ length: CASES }, (_, i) => judge(drawBalanceHistory(family, SEED * 1_000_003 + index * 10_007 + i))),
);
const of = (family: string) => judged.filter((one) => one.family === family);

console.log(
  `${judged.length} histories, seed ${SEED}. Error of the runway in %, median / p90, true runway up to 72 h:\n`,
);
console.log(`| family | cases | ${columns} truth in span, % |\n| --- | ---: | ${rule} ---: |`);
for (const family of BALANCE_FAMILIES) printErrors(family, of(family));
printErrors('**all**', judged);
for (const sure of ['high', 'medium', 'low']) {
  printErrors(
    `sure: ${sure}`,
    judged.filter((one) => one.sure === sure),
  );
}
console.log(`\nAlarms, precision / recall in %, all runways:\n\n| alarm | ${columns}\n| --- | ${rule}`);
printAlarms('all', judged);
printAlarms('mixed', of('mixed'));
console.log(`\nNothing is spent, and the rule says so, %:\n\n| family | ${columns}\n| --- | ${rule}`);
for (const family of ['justStopped', 'threadPlan']) {
  const shares = NAMES.map((_, i) =>
    percent(mean(of(family).map(({ said }) => (said[i] === Number.POSITIVE_INFINITY ? 1 : 0)))),
  );
  console.log(`| ${family} | ${shares.join(' | ')} |`);
}

const week = BALANCE_FAMILIES.map((family) => drawBalanceHistory(family, SEED)).filter(
  (one) => one.readings.length > 9_900,
);
const took = Array.from({ length: 100 * week.length }, (_, i) => {
  const { readings, now } = week[i % week.length] ?? { readings: [], now: 0 };
  const startedAt = performance.now();
  forecastRunway(readings, now);
  return performance.now() - startedAt;
});
console.log(
  `\nA call on 7 days at one reading a minute: median ${median(took).toFixed(2)} ms, p95 ${quantile(took, 0.95).toFixed(2)} ms.`,
);
