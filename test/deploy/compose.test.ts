import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SETTINGS } from '../../src/config/readSettings.ts';
import { yamlFile } from '../fixtures/yamlFile.ts';

const DEPLOY = new URL('../../deploy/', import.meta.url);

const Service = z.looseObject({
  image: z.string().optional(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
});
const Compose = z.strictObject({
  name: z.string().optional(),
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()).default({}),
});

const FILES = ['compose.yaml', 'compose.postgres.yaml', 'compose.monitoring.yaml'];
const read = (file: string) => Compose.parse(yamlFile(`deploy/${file}`));
const dockerfile = readFileSync(fileURLToPath(new URL('Dockerfile', DEPLOY)), 'utf8');

describe.each(FILES)('%s', (file) => {
  const compose = read(file);
  const services = Object.entries(compose.services);

  test('opens ports on this machine only', () => {
    for (const port of services.flatMap(([, { ports }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  test('pins what others have made', () => {
    const images = services.filter(([name]) => name !== 'monitor').map(([, { image }]) => image);
    for (const image of images) expect(image).toMatch(/^docker\.io\/[a-z/]+:v?\d+[\w.-]*$/);
  });

  test('keeps data in volumes that it names, and reads files that are there', () => {
    const sources = services.flatMap(([, { volumes }]) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    const folders = sources.filter((source) => !source.startsWith('.'));
    expect(new Set(folders)).toEqual(new Set(Object.keys(compose.volumes)));
    const files = sources.filter((source) => source.startsWith('.'));
    expect(files.filter((path) => !existsSync(new URL(path, DEPLOY)))).toEqual([]);
  });

  test('writes no password down', () => {
    for (const { environment } of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|DATABASE_URL/.test(name)) expect(value).toMatch(/\$\{[A-Z_]+:\?set it in \.env\}/);
      }
    }
  });
});

describe('the monitor in compose', () => {
  const monitor = z
    .looseObject({
      read_only: z.literal(true),
      cap_drop: z.tuple([z.literal('ALL')]),
      security_opt: z.tuple([z.literal('no-new-privileges:true')]),
      tmpfs: z.literal('/tmp'),
      environment: z.record(z.string(), z.string()),
      stop_grace_period: z.string(),
    })
    .parse(read('compose.yaml').services['monitor']);

  test('is given settings that there are', () => {
    expect(SETTINGS).toEqual(expect.arrayContaining(Object.keys(monitor.environment)));
    expect(SETTINGS).toEqual(
      expect.arrayContaining(Object.keys(read('compose.postgres.yaml').services['monitor']?.environment ?? {})),
    );
  });

  test('keeps its database in the volume of the image', () => {
    expect(monitor.environment['DATABASE_FILE']).toBe(/DATABASE_FILE=(\S+)/.exec(dockerfile)?.[1]);
    expect(dockerfile).toMatch(/^VOLUME \/data$/m);
  });

  test('has longer to stop than it needs', () => {
    expect(Number.parseInt(monitor.stop_grace_period, 10)).toBeGreaterThan(10);
  });

  test('is found by Prometheus under its name', () => {
    expect(yamlFile('deploy/prometheus/compose.yml')).toMatchObject({
      scrape_configs: [{ job_name: 'captchaai-monitor', static_configs: [{ targets: ['monitor:8787'] }] }],
    });
  });

  test('is shown by Grafana, which finds Prometheus under its name', () => {
    expect(yamlFile('deploy/grafana/provisioning/datasources/prometheus.yaml')).toMatchObject({
      datasources: [{ type: 'prometheus', url: 'http://prometheus:9090', isDefault: true }],
    });
    const provider = { type: 'file', options: { path: '/var/lib/grafana/dashboards' } };
    expect(yamlFile('deploy/grafana/provisioning/dashboards/captchaai.yaml')).toMatchObject({ providers: [provider] });
    expect(read('compose.monitoring.yaml').services['grafana']?.volumes).toContain(
      './grafana/dashboard.json:/var/lib/grafana/dashboards/captchaai.json:ro',
    );
  });
});

describe('the image', () => {
  test.each([
    ['runs as nobody’s administrator', /^USER node$/m],
    [
      'is asked for its health by its own program',
      /^HEALTHCHECK .* CMD \["node", "\/app\/dist\/src\/cli\/start\.cjs", "health"\]$/m,
    ],
    ['is stopped as it stops in order', /^STOPSIGNAL SIGTERM$/m],
    [
      'has no shell between it and its signals',
      /^ENTRYPOINT \["node", "--max-semi-space-size=2", "--expose-gc", "\/app\/dist\/src\/cli\/start\.cjs"\]$/m,
    ],
  ])('%s', (_what, line) => {
    expect(dockerfile).toMatch(line);
  });
});
