import { expect, test } from 'vitest';
import { type BalanceHistory, drawBalanceHistory } from '../../../sandbox/balanceHistories.ts';
import { forecastRunway } from '../../../src/monitor/forecast/forecast.ts';

const HOUR = 3_600_000;
const LONGEST_RUNWAY = 30 * 24 * HOUR;

type Forecast = (history: BalanceHistory) => number | null;

const ours: Forecast = ({ readings, now }) => forecastRunway(readings, now)?.runwayMs ?? null;

const lastDifference: Forecast = ({ readings }) => {
  const [before, newest] = readings.slice(-2);
  if (before === undefined || newest === undefined || newest.value >= before.value) return null;
  return (newest.value * (newest.at - before.at)) / (before.value - newest.value);
};

const straightLine: Forecast = ({ readings }) => {
  const newest = readings.at(-1);
  if (newest === undefined) return null;

  const day = readings.filter(({ at }) => newest.at - at <= 24 * HOUR);
  const mean = (of: (one: BalanceHistory['readings'][number]) => number) =>
    day.reduce((sum, one) => sum + of(one), 0) / day.length;
  const [meanAt, meanValue] = [mean(({ at }) => at - newest.at), mean(({ value }) => value)];
  const covariance = mean(({ at, value }) => (at - newest.at - meanAt) * (value - meanValue));
  const slope = covariance / mean(({ at }) => (at - newest.at - meanAt) ** 2);
  return slope < 0 ? newest.value / -slope : null;
};

function medianError(histories: readonly BalanceHistory[], forecast: Forecast): number {
  const errors = histories.map((history) => {
    const truth = history.trueRunwayMs ?? LONGEST_RUNWAY;
    return Math.abs(Math.min(forecast(history) ?? LONGEST_RUNWAY, LONGEST_RUNWAY) - truth) / truth;
  });
  return errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)] ?? Number.NaN;
}

test.each(['mixed', 'dayNight', 'automaticTopUps', 'planChange'] as const)(
  'in %s histories it is closer to the truth than the last difference and than a straight line',
  (family) => {
    const histories = Array.from({ length: 80 }, (_, seed) => drawBalanceHistory(family, seed)).filter(
      ({ trueRunwayMs }) => trueRunwayMs !== null && trueRunwayMs <= 72 * HOUR,
    );
    expect(histories.length).toBeGreaterThan(40);
    const error = medianError(histories, ours);
    expect(error).toBeLessThan(medianError(histories, lastDifference));
    expect(error).toBeLessThan(medianError(histories, straightLine));
  },
);

test('the same seed draws the same history, another seed another', () => {
  expect(drawBalanceHistory('mixed', 7)).toEqual(drawBalanceHistory('mixed', 7));
  expect(drawBalanceHistory('mixed', 7)).not.toEqual(drawBalanceHistory('mixed', 8));
});
