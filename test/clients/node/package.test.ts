import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildClient } from '../../../clients/node/build.ts';
import { forAll } from '../../fixtures/atEnd.ts';
import { temporaryFolder } from '../../fixtures/folder.ts';

/** The oldest Node.js that the client supports, where it is installed beside ours. */
const NODE_20 = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => existsSync(path) && versionOf(path) === 20);
const COMPILER = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'lib/tsc.js');
/** As the npm package has them. */
const EXPORTS = Object.fromEntries(
  ['reporter', 'webhook'].map((name) => [
    `./${name}`,
    {
      import: { types: `./dist/clients/node/esm/${name}.d.ts`, default: `./dist/clients/node/esm/${name}.js` },
      require: { types: `./dist/clients/node/cjs/${name}.d.ts`, default: `./dist/clients/node/cjs/${name}.js` },
    },
  ]),
);
const NAMES = "const { createReporter, Reporter, reported } = NAMED('captchaai-discord-monitor/reporter');";
const USE = `
const reporter = createReporter({ token: 't', flushAtExit: false });
reporter.record(false, 'TIMEOUT');
reporter.solve('turnstile', () => 'token');
console.log(reporter instanceof Reporter, typeof reported, reporter.counts.recorded, typeof alertBalance, typeof alertErrorSpike, typeof sendDailySummary);
`;
const AS_MODULE = `import { createReporter, Reporter, reported } from 'captchaai-discord-monitor/reporter';
import { alertBalance, alertErrorSpike, sendDailySummary } from 'captchaai-discord-monitor/webhook';${USE}`;
const AS_SCRIPT = `${NAMES.replace('NAMED', 'require')}
const { alertBalance, alertErrorSpike, sendDailySummary } = require('captchaai-discord-monitor/webhook');${USE}`;
const CONSUMER = `import { createReporter, reported, type Counts, type SolveRecord } from 'captchaai-discord-monitor/reporter';
import { alertBalance, DiscordAlertError, sendDailySummary } from 'captchaai-discord-monitor/webhook';
const reporter = createReporter({ url: 'http://127.0.0.1:8787', token: 't' });
const counts: Counts = reporter.counts;
const record: SolveRecord = { outcome: 'failed', errorCode: 'TIMEOUT', at: new Date() };
reporter.record(record);
const solve: (page: string) => Promise<number> = reporter.reported(async (page: string) => page.length + counts.sent, { type: (page) => page });
const solved: Promise<string> = reporter.solve('turnstile', async () => 'token');
reported(solve);
alertBalance(1, 10).catch((error: unknown) => error instanceof DiscordAlertError && error.failure);
sendDailySummary({ total: 1 });
// @ts-expect-error: an outcome is one of two
reporter.record({ outcome: 'open' });
// @ts-expect-error: a type is text
reporter.solve(7, () => solved);
`;

let project = '';

function versionOf(node: string): number {
  return Number(/^v(\d+)/.exec(execFileSync(node, ['--version'], { encoding: 'utf8' }))?.[1]);
}

beforeAll(() =>
  forAll(async (atEnd) => {
    project = temporaryFolder(atEnd);
    const installed = join(project, 'node_modules/captchaai-discord-monitor');
    mkdirSync(installed, { recursive: true });
    const manifest = { name: 'captchaai-discord-monitor', version: '0.0.0', type: 'module', exports: EXPORTS };
    writeFileSync(join(installed, 'package.json'), JSON.stringify(manifest));
    buildClient(join(installed, 'dist/clients/node'));
    writeFileSync(join(project, 'module.mjs'), AS_MODULE);
    writeFileSync(join(project, 'script.cjs'), AS_SCRIPT);
    writeFileSync(join(project, 'consumer.mts'), CONSUMER);
    writeFileSync(join(project, 'consumer.cts'), CONSUMER);
  }),
);

const RUNTIMES = [process.execPath, ...(NODE_20 === undefined ? [] : [NODE_20])];

describe('the compiled client', () => {
  test.each(
    RUNTIMES.flatMap((node) => [
      [node, 'module.mjs'],
      [node, 'script.cjs'],
    ]),
  )('%s runs %s', (node, file) => {
    const { stdout, stderr, status } = spawnSync(node, [join(project, file)], { encoding: 'utf8', cwd: project });
    expect([stderr, stdout, status]).toEqual(['', 'true function 2 function function function\n', 0]);
  });

  test.runIf(process.env['REQUIRE_ALL'] === '1')('was run by Node.js 20', () => {
    expect(NODE_20).toBeDefined();
  });

  test.each([
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ])('has types for programs of %s with %s, without those of Node', (module, moduleResolution) => {
    const options = {
      module,
      moduleResolution,
      strict: true,
      noEmit: true,
      target: 'ES2022',
      lib: ['ES2022'],
      types: [],
    };
    const files = moduleResolution === 'Bundler' ? ['consumer.mts'] : ['consumer.mts', 'consumer.cts'];
    const config = join(project, `tsconfig.${module}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions: options, files }));
    const { stdout, status } = spawnSync(process.execPath, [COMPILER, '-p', config], { encoding: 'utf8' });
    expect([stdout, status]).toEqual(['', 0]);
  });

  test('needs no package', () => {
    const folder = join(project, 'node_modules/captchaai-discord-monitor/dist/clients/node');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    expect(files.length).toBeGreaterThan(40);
    for (const file of files) {
      const named = readFileSync(join(folder, file), 'utf8').matchAll(
        /(?:from |require\(|import\()\s*['"]([^'"]+)['"]/g,
      );
      for (const [, name] of named) expect(name).toMatch(/^(?:node:|\.)/);
    }
  });
});
