import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DASHBOARD, dashboardJson } from '../../deploy/grafana/dashboard.ts';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { announcedMetrics, metricNamesIn } from '../fixtures/metricNames.ts';
import { connected, evaluated, post, setUpProgram, spike } from '../fixtures/program.ts';
import { hasPrometheus, promtool, startPrometheus } from '../fixtures/prometheus.ts';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const textOf = (path: string) => readFileSync(root(path), 'utf8');
const scrape = async ({ baseUrl }: AppProcess) => (await fetch(`${baseUrl}/metrics`)).text();

/** The queries of the dashboard with everything chosen. */
const QUERIES = (DASHBOARD.panels ?? [])
  .flatMap((panel) => ('targets' in panel ? (panel.targets ?? []) : []))
  .map(({ expr }) => String(expr).replaceAll('$__rate_interval', '1m').replaceAll('$pipeline', '.*'));

/** The monitor between Discord and CaptchaAI, with results and a queue, after its first evaluations. */
async function setUpWatched() {
  const stage = await setUpProgram();
  const app = await stage.start();
  await connected(app);
  await post(app, '/v1/results', spike());
  await post(app, '/v1/queue', { depth: 340, activeWorkers: 4 });
  await stage.message(0);
  await evaluated(app, 2);
  return { ...stage, app };
}

describe('what the real monitor shows', () => {
  test('has every metric that the dashboard, the rules and the documentation use, and the documentation has all of them', async () => {
    const { app } = await setUpWatched();
    const text = await scrape(app);
    const announced = announcedMetrics(text);
    expect(announced.size).toBeGreaterThan(20);
    for (const file of ['deploy/prometheus/rules.yml', 'deploy/prometheus/rules.test.yml', 'docs/operations.md']) {
      expect(
        [...metricNamesIn(textOf(file))].filter((name) => !announced.has(name)),
        file,
      ).toEqual([]);
    }
    expect([...metricNamesIn(dashboardJson())].filter((name) => !announced.has(name))).toEqual([]);

    const rows = [...textOf('docs/observability.md').matchAll(/^\| `(captchaai_monitor_\w+)` \| (.*) \| (.*) \|$/gm)];
    const documented = rows.map(([, name = '', , meaning = '']) => [name, meaning]);
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(announced));
    const labels = new Map(rows.map(([, name = '', names = '']) => [name, names.replaceAll('`', '').split(', ')]));
    for (const [, name = '', shown = ''] of text.matchAll(/^(captchaai_monitor_\w+)\{(.+)\} /gm)) {
      const [family = ''] = metricNamesIn(name);
      const own = [...shown.matchAll(/(\w+)="/g)].map(([, label]) => label).filter((label) => label !== 'le');
      expect(labels.get(family), name).toEqual(own.length === 0 ? [''] : own);
    }
  });

  test('is known where it is known: the balance, the error rate, the depth, what fires', async () => {
    const { app } = await setUpWatched();
    const text = await scrape(app);
    for (const line of [
      'captchaai_monitor_balance_usd{account="default"} 8.42',
      'captchaai_monitor_provider_up{account="default"} 1',
      'captchaai_monitor_error_ratio{pipeline="default"} 0.225',
      'captchaai_monitor_queue_depth{pipeline="default"} 340',
      'captchaai_monitor_active_workers{pipeline="default"} 4',
      'captchaai_monitor_firing{pipeline="default",kind="balance",severity="warning"} 1',
      'captchaai_monitor_firing{pipeline="default",kind="latency",severity="warning"} 0',
      'captchaai_monitor_check_ok{check="gateway"} 1',
      'captchaai_monitor_ready 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    // Percentiles are read every five seconds.
    const latency = /^captchaai_monitor_solve_latency_p95_seconds\{pipeline="default"\} 22\.\d+$/m;
    await expect.poll(() => scrape(app), { timeout: 15_000 }).toMatch(latency);
    const arrived = /^captchaai_monitor_last_result_timestamp_seconds\{pipeline="default"\} (\S+)$/m.exec(text)?.[1];
    expect(Math.abs(Date.now() / 1_000 - Number(arrived))).toBeLessThan(60);
    expect(text).toMatch(/^captchaai_monitor_last_delivery_timestamp_seconds\{receiver="webhook"\} \d/m);
  });
});

describe.skipIf(!hasPrometheus())('Prometheus', () => {
  test.each([
    ['the rules', ['check', 'rules', root('deploy/prometheus/rules.yml')]],
    ['the configuration', ['check', 'config', root('deploy/prometheus/prometheus.yml')]],
    ['the tests of the rules', ['test', 'rules', root('deploy/prometheus/rules.test.yml')]],
  ])('accepts %s', (_name, args) => {
    expect(promtool(args)).toMatchObject({ code: 0, output: expect.stringContaining('SUCCESS') });
  });

  test('understands every query of the dashboard', () => {
    const folder = temporaryFolder();
    const rules = QUERIES.map((expr, index) => ({ record: `panel:${index}`, expr }));
    const file = join(folder, 'queries.yml');
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    expect(rules.length).toBeGreaterThan(20);
    expect(promtool(['check', 'rules', file])).toMatchObject({ code: 0 });
  });

  test('finds nothing to complain about in what the monitor shows', async () => {
    const { app } = await setUpWatched();
    expect(promtool(['check', 'metrics'], await scrape(app))).toEqual({ code: 0, output: '' });
    expect(promtool(['check', 'metrics'], '# TYPE a_total gauge\na_total 1\n').code).toBe(3);
  });

  test('scrapes the monitor, answers the dashboard, and the rules fire: also once the monitor is gone', async () => {
    const { app } = await setUpWatched();
    const folder = temporaryFolder();
    const rules = textOf('deploy/prometheus/rules.yml').replaceAll(/for: \d+m/g, 'for: 0s');
    const config = textOf('deploy/prometheus/prometheus.yml')
      .replaceAll('15s', '1s')
      .replace('127.0.0.1:8787', new URL(app.baseUrl).host);
    writeFileSync(join(folder, 'rules.yml'), rules);
    writeFileSync(join(folder, 'prometheus.yml'), config);
    const url = await startPrometheus(join(folder, 'prometheus.yml'), join(folder, 'data'));

    const firing = async () => {
      const { data } = (await (await fetch(`${url}/api/v1/alerts`)).json()) as {
        data: { alerts: { state: string; labels: { alertname: string }; annotations: { description: string } }[] };
      };
      return data.alerts.filter(({ state }) => state === 'firing');
    };
    const names = async () => (await firing()).map(({ labels }) => labels.alertname).sort();
    await expect
      .poll(names, { timeout: 20_000 })
      .toEqual(['CaptchaAIBalanceLow', 'CaptchaAIErrorRateHigh', 'CaptchaAIQueueDeep']);
    const low = (await firing()).find(({ labels }) => labels.alertname === 'CaptchaAIBalanceLow');
    expect(low?.annotations.description).toBe('The account default has $8.42 left. Top it up at captchaai.com.');

    for (const query of QUERIES) {
      const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query })}`);
      expect(await answer.json(), query).toMatchObject({ status: 'success' });
    }
    await app.end('SIGTERM');
    await expect.poll(names, { timeout: 20_000 }).toContain('CaptchaAIMonitorDown');
  });
});
