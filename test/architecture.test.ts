import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cyclesIn, reachableFrom } from './importCycles.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const DISCORD_PACKAGES = ['discord.js', '@discordjs/formatters', '@discordjs/rest', 'discord-api-types/v10'];

const RECEIVER_FORM = ['src/monitor', 'src/receivers/outside', 'src/discord/words', 'src/discord/embeds', 'node'];

/**
 * What each file or folder may import besides itself: our own files, and packages. Node's own modules are `node`. The longest name that
 * holds a file is the one that counts, and every file has one.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/monitor': [],
  'src/network': ['node'],
  'src/log.ts': ['src/monitor', 'src/redaction', 'pino'],
  'src/redaction': ['src/monitor', 'src/store/postgresUrl.ts'],
  'src/captchaai': ['src/monitor', 'src/network', 'node'],
  'src/heartbeat': ['src/monitor', 'src/network'],
  'src/queues': ['src/monitor', 'src/network', 'zod', 'redis', 'pg', '@aws-sdk/client-sqs'],
  'src/store': ['src/monitor', 'node', 'kysely', 'kysely/migration', '@datadog/sketches-js', 'pg'],
  'src/discord': ['src/monitor', 'src/log.ts', 'src/network', 'node', 'zod', ...DISCORD_PACKAGES],
  // Both speak to Discord, in the same words.
  'src/receivers/discord': ['src/monitor', 'src/log.ts', 'src/discord', ...DISCORD_PACKAGES],
  // What every receiver outside of Discord has in common, and the list of them. They say what is sent to Discord.
  'src/receivers/outside': [
    'src/monitor',
    'src/network',
    'src/discord/words',
    'src/discord/embeds',
    'src/config/receiverConfig.ts',
    'src/receivers/alertmanager',
    'src/receivers/incidentio',
    'src/receivers/ntfy',
    'src/receivers/pagerduty',
    'src/receivers/webhook',
    'node',
  ],
  'src/receivers/alertmanager': RECEIVER_FORM,
  'src/receivers/incidentio': RECEIVER_FORM,
  'src/receivers/ntfy': RECEIVER_FORM,
  'src/receivers/pagerduty': RECEIVER_FORM,
  'src/receivers/webhook': RECEIVER_FORM,
  'src/http': [
    'src/monitor',
    'src/log.ts',
    'node',
    'fastify',
    '@fastify/rate-limit',
    '@fastify/swagger',
    'prom-client',
    'zod',
  ],
  'src/charts': ['src/monitor', 'node', 'd3-scale', 'd3-shape', 'echarts', '@resvg/resvg-js'],
  'src/config': [
    'src/monitor',
    'src/redaction',
    'src/captchaai/address.ts',
    'src/heartbeat/target.ts',
    'src/discord/webhookUrl.ts',
    'src/queues/jsonPointer.ts',
    'src/queues/queueOptions.ts',
    'src/receivers/outside/privateAddress.ts',
    'src/store/postgresUrl.ts',
    'node',
    'dotenv',
    'yaml',
    'zod',
  ],
  commands: [
    'src/monitor',
    'src/discord/command.ts',
    'src/discord/defineCommand.ts',
    'src/discord/messageMenu.ts',
    'src/discord/components',
    'src/discord/embeds',
    'src/discord/postableKinds.ts',
    'src/discord/words',
    'discord-api-types/v10',
  ],
  'src/roles': [
    'src/monitor',
    'src/log.ts',
    'src/config',
    'src/redaction',
    'src/captchaai',
    'src/discord',
    'src/receivers',
    'src/heartbeat',
    'src/http',
    'src/queues',
    'src/store',
    'commands',
    'node',
    'node-schedule',
    '@discordjs/rest',
  ],
  'src/cli': [
    'src/monitor',
    'src/receivers/outside',
    'src/receivers/pagerduty',
    'src/config',
    'src/redaction',
    'src/captchaai',
    'src/discord',
    'src/heartbeat',
    'src/network',
    'src/queues',
    'src/store',
    'src/http',
    'commands',
    'node',
    'zod',
    ...DISCORD_PACKAGES,
  ],
  'src/app.ts': [
    // The one clock of the process, watched.
    'src/monitor/record/watchedClock.ts',
    'src/monitor/time.ts',
    'src/config',
    'src/discord',
    'src/receivers',
    'src/heartbeat',
    'src/http',
    'src/charts',
    'src/roles',
    'node',
  ],
  'src/main.ts': ['src', 'node'],
  // A package of its own, which programs take without ours.
  'clients/node': ['node'],
  // Writes down what the program knows of itself.
  'deploy/docs': ['src/config', 'src/monitor/kinds', 'node', 'zod'],
  deploy: ['node', 'rolldown', 'zod', '@grafana/schema'],
  sandbox: ['node', 'ws', 'zod', 'discord-api-types/v10', 'playwright-core'],
  'sandbox/postgres': ['sandbox', 'node', 'pg'],
};
/** The core may not do what only a clock, a process or a terminal can. */
const FORBIDDEN_IN_CORE = /\b(?:Date\.now|new Date\(\)|Math\.random|process\.|console\.|setTimeout|setInterval)/;
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"\s]+)['"]/g;

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function importsOf(file: string, source = readFileSync(join(ROOT, file), 'utf8')): string[] {
  return [...source.matchAll(IMPORT)].map(([, name = '']) => {
    if (name.startsWith('node:')) return 'node';
    return name.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), name)) : name;
  });
}

const holds = (folder: string, file: string) => file === folder || file.startsWith(`${folder}/`);

/** The longest name in `ALLOWED` that holds a file. */
function ownerOf(file: string): string | undefined {
  return Object.keys(ALLOWED)
    .filter((name) => holds(name, file))
    .sort((a, b) => b.length - a.length)[0];
}

function offences(file: string, imports: readonly string[]): string[] {
  const owner = ownerOf(file);
  if (owner === undefined) return [`${file} belongs to no folder with a rule`];
  const allowed = [owner, ...(ALLOWED[owner] ?? [])];
  return imports.filter((name) => !allowed.some((one) => holds(one, name))).map((name) => `${file} imports ${name}`);
}

describe('imports go in one direction', () => {
  test.each(['src', 'commands', 'clients', 'deploy', 'sandbox'])(
    'every file of %s imports only what it may',
    (folder) => {
      const files = filesOf(folder);
      expect(files.length).toBeGreaterThan(0);
      expect(files.flatMap((file) => offences(file, importsOf(file)))).toEqual([]);
    },
  );

  test('no file is too long to be read at once', () => {
    const long = ['src', 'commands', 'clients', 'sandbox', 'deploy', 'bench'].flatMap(filesOf).flatMap((file) => {
      const lines = readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '').length;
      return lines > 200 ? [`${file}: ${lines} lines`] : [];
    });
    expect(long).toEqual([]);
  });

  test('the top of src has three files', () => {
    expect(
      filesOf('src')
        .filter((file) => dirname(file) === 'src')
        .sort(),
    ).toEqual(['src/app.ts', 'src/log.ts', 'src/main.ts']);
  });

  test('only main.ts imports app.ts, and src imports nothing of the sandbox', () => {
    const importers = [...filesOf('src'), ...filesOf('commands')].flatMap((file) =>
      importsOf(file)
        .filter((name) => name === 'src/app.ts' || name.startsWith('sandbox/'))
        .map((name) => `${file} imports ${name}`),
    );
    expect([...new Set(importers)]).toEqual(['src/main.ts imports src/app.ts']);
  });

  test('planted imports are found', () => {
    const planted = (file: string) =>
      offences(file, importsOf(file, "import { Client } from 'discord.js';\nimport '../../store/open.ts';"));
    expect(planted('src/monitor/alerts/decide.ts')).toEqual([
      'src/monitor/alerts/decide.ts imports discord.js',
      'src/monitor/alerts/decide.ts imports src/store/open.ts',
    ]);
    expect(planted('src/new/folder/file.ts')).toEqual(['src/new/folder/file.ts belongs to no folder with a rule']);
  });
});

test('only what speaks to Discord knows what is in a place', () => {
  const importers = [...filesOf('src'), ...filesOf('commands')].filter((file) =>
    importsOf(file).includes('src/discord/place.ts'),
  );
  expect(importers.length).toBeGreaterThan(0);
  expect(importers.filter((file) => !/^src\/(?:discord|receivers\/discord)\//.test(file))).toEqual([]);
});

test('what every start loads is light: the rest is loaded by the command that needs it', () => {
  const graph = new Map(
    [...filesOf('src'), ...filesOf('commands')].map((file) => {
      const source = readFileSync(join(ROOT, file), 'utf8').replace(/^import type .*|\bimport\(/gm, '');
      return [file, importsOf(file, source)];
    }),
  );
  const loaded = ['src/main.ts', ...reachableFrom('src/main.ts', graph)];
  expect(loaded).toContain('src/config/config.ts');
  const packages = new Set(loaded.flatMap((file) => graph.get(file) ?? []).filter((name) => !graph.has(name)));
  expect([...packages].sort()).toEqual(['dotenv', 'node', 'pino', 'yaml', 'zod']);
});

describe('no file imports itself by way of others, types included', () => {
  test.each([
    ['the program', ['src', 'commands']],
    ['the clients', ['clients']],
    ['the sandbox', ['sandbox']],
    ['benchmarks and pictures', ['bench', 'pictures']],
    ['the tests', ['test']],
  ])('%s', (_what, folders) => {
    const files = folders.flatMap(filesOf);
    expect(cyclesIn(new Map(files.map((file) => [file, importsOf(file)])))).toEqual([]);
  });

  test('planted cycles are found', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', ['e']],
      ['e', []],
      ['f', ['f']],
    ]);
    expect(cyclesIn(graph)).toEqual([['a', 'b', 'c'], ['f']]);
  });
});

test('tests share what they set up by test/fixtures alone', () => {
  /** Programs of several files, and the check of this file. */
  const OWN = ['test/faults', 'test/replay', 'test/importCycles.ts'];
  const shared = (file: string, name: string) =>
    holds('test/fixtures', name) ||
    OWN.some((own) => holds(own, name) && (holds(own, file) || file === 'test/architecture.test.ts'));
  const offenders = filesOf('test').flatMap((file) =>
    importsOf(file)
      .filter((name) => holds('test', name) && !shared(file, name))
      .map((name) => `${file} imports ${name}`),
  );
  expect(offenders).toEqual([]);
});

test('the core knows no clock, no chance, no process and no terminal', () => {
  const guilty = filesOf('src/monitor').filter((file) =>
    FORBIDDEN_IN_CORE.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(guilty).toEqual([]);
});

test('only the programs read the environment', () => {
  const readers = [...filesOf('src'), ...filesOf('commands')].filter((file) =>
    readFileSync(join(ROOT, file), 'utf8').includes('process.env'),
  );
  expect(readers.sort()).toEqual(['src/cli/health.ts', 'src/main.ts']);
});

test('where mutes or quiet hours change, messages and pages that wait for their end are let go of together', () => {
  const alone = filesOf('src').filter((file) =>
    /\bdeliveries\.releaseMuted\(/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  // The second lets go of what was just being written down.
  expect(alone.sort()).toEqual(['src/monitor/delivery/releaseHeld.ts', 'src/monitor/delivery/suppressed.ts']);
});
