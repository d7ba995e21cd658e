import { expect, test } from 'vitest';
import { CHART_SAMPLES } from '../../pictures/chartSamples.ts';
import { costOption } from '../../src/charts/costOption.ts';

const TEXTS = {
  locale: 'en-US',
  title: 'Cost',
  noData: 'no data',
  others: 'others',
  perMinute: 'a minute',
  second: ' s',
};
const ALL = CHART_SAMPLES.realistic.cost;

test.each([
  [1, ['Nov 24']],
  [7, ['Nov 18', 'Nov 20', 'Nov 22', 'Nov 24']],
  [30, ['Oct 26', 'Oct 31', 'Nov 5', 'Nov 10', 'Nov 15', 'Nov 20']],
])('of %i days each date stands below the bar of its own day', (count, dates) => {
  const days = ALL.days.slice(-count);
  const { axisLabel } = costOption({ ...ALL, days, from: days[0]?.from ?? ALL.from }, TEXTS).xAxis;
  expect(axisLabel.customValues.map(axisLabel.formatter)).toEqual(dates);
  for (const at of axisLabel.customValues) {
    const day = days.find(({ from, to }) => (from + to) / 2 === at);
    expect(axisLabel.formatter(at)).toContain(String(Number(day?.date.slice(-2))));
  }
});
