import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What each folder may import besides itself: our own files, and packages. Node's own modules are `node`. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/monitor': [],
  'src/captchaai': ['src/monitor', 'src/readUpTo.ts', 'node'],
  'src/store': ['src/monitor', 'node', 'kysely', 'kysely/migration', '@datadog/sketches-js', 'pg'],
  'src/discord': [
    'src/monitor',
    'src/log.ts',
    'src/mutex.ts',
    'src/readUpTo.ts',
    'node',
    'discord.js',
    '@discordjs/rest',
    'discord-api-types/v10',
    'zod',
  ],
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
  'src/doctor': [
    'src/monitor',
    'src/discord',
    'src/store',
    'src/http',
    'src/readUpTo.ts',
    'node',
    'discord.js',
    '@discordjs/rest',
    'discord-api-types/v10',
    'zod',
  ],
  'src/charts': ['src/monitor', 'node', 'd3-shape', 'echarts', '@resvg/resvg-js'],
  commands: [
    'src/monitor',
    'src/discord/command.ts',
    'src/discord/components',
    'src/discord/embeds',
    'src/discord/words',
    'discord-api-types/v10',
  ],
  sandbox: ['node', 'ws', 'zod', 'discord-api-types/v10', 'playwright-core'],
};
/** The core may not do what only a clock, a process or a terminal can. */
const FORBIDDEN_IN_CORE = /\b(?:Date\.now|new Date\(\)|Math\.random|process\.|console\.|setTimeout|setInterval)/;
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;

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

function offences(folder: string, file: string, imports: readonly string[]): string[] {
  const allowed = [folder, ...(ALLOWED[folder] ?? [])];
  return imports
    .filter((name) => !allowed.some((one) => name === one || name.startsWith(`${one}/`)))
    .map((name) => `${file} imports ${name}`);
}

describe('imports go in one direction', () => {
  test.each(Object.keys(ALLOWED))('%s imports only what it may', (folder) => {
    const files = filesOf(folder);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => offences(folder, file, importsOf(file)))).toEqual([]);
  });

  test('only main.ts imports app.ts, and src imports nothing of the sandbox', () => {
    const importers = [...filesOf('src'), ...filesOf('commands')].flatMap((file) =>
      importsOf(file)
        .filter((name) => name === 'src/app.ts' || name.startsWith('sandbox/'))
        .map((name) => `${file} imports ${name}`),
    );
    expect(importers).toEqual(['src/main.ts imports src/app.ts']);
  });

  test('a planted import is found', () => {
    const planted = importsOf(
      'src/monitor/decide.ts',
      "import { Client } from 'discord.js';\nimport '../store/open.ts';",
    );
    expect(offences('src/monitor', 'src/monitor/decide.ts', planted)).toEqual([
      'src/monitor/decide.ts imports discord.js',
      'src/monitor/decide.ts imports src/store/open.ts',
    ]);
  });
});

test('the core knows no clock, no chance, no process and no terminal', () => {
  const guilty = filesOf('src/monitor').filter((file) =>
    FORBIDDEN_IN_CORE.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(guilty).toEqual([]);
});

test('only main.ts reads the environment', () => {
  const readers = [...filesOf('src'), ...filesOf('commands')].filter((file) =>
    readFileSync(join(ROOT, file), 'utf8').includes('process.env'),
  );
  expect(readers).toEqual(['src/main.ts']);
});
