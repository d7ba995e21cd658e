import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DASHBOARD, dashboardJson } from '../../deploy/grafana/dashboard.ts';

const panels = DASHBOARD.panels ?? [];

test('dashboard.json is what dashboard.ts describes: npm run dashboard writes it', () => {
  const written = readFileSync(new URL('../../deploy/grafana/dashboard.json', import.meta.url), 'utf8');
  expect(written).toBe(dashboardJson());
});

test('no two panels have the same number or the same place, and none sticks out', () => {
  expect(panels.length).toBeGreaterThan(20);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } = { x: 0, y: 0, w: 0, h: 0 } }) => {
    expect(x + w).toBeLessThanOrEqual(24);
    return Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`);
  });
  expect(new Set(cells).size).toBe(cells.length);
});

test('every panel says what it shows, and asks the chosen Prometheus', () => {
  const shown = panels.filter(({ type }) => type !== 'row');
  for (const panel of shown) {
    expect(panel, panel.title).toMatchObject({
      title: expect.stringMatching(/\S/),
      description: expect.stringMatching(/\.$/),
      datasource: { type: 'prometheus', uid: '$datasource' },
      targets: expect.arrayContaining([expect.objectContaining({ refId: 'A', expr: expect.stringMatching(/\S/) })]),
    });
  }
});

test('what is chosen above the dashboard is there, and is used', () => {
  const variables = DASHBOARD.templating?.list?.map(({ name }) => name);
  expect(variables).toEqual(['datasource', 'pipeline']);
  const text = dashboardJson();
  for (const [, used = ''] of text.matchAll(/\$([a-z_]\w*)/g)) {
    expect([...(variables ?? []), '__rate_interval', '__all']).toContain(used);
  }
});
