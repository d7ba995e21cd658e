import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { SETTINGS } from '../../src/config/readSettings.ts';
import { SECRET_FILES } from '../../src/config/secretFiles.ts';
import { lacks } from '../fixtures/installed.ts';
import { test } from '../fixtures/test.ts';

const NAME = 'captchaai-discord-monitor.service';
const unit = readFileSync(new URL(`../../deploy/systemd/${NAME}`, import.meta.url), 'utf8');
/** Of 0 to 100; a service without any of it has 96. */
const MOST_EXPOSED = 20;

function analyze(args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** The program that it starts has to be there, wherever this machine has its Node.js. */
function writeUnit(folder: string, text = unit): string {
  const path = join(folder, NAME);
  writeFileSync(path, text.replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`));
  return path;
}

describe.skipIf(lacks('systemd', 'systemd-analyze'))('the unit for systemd', () => {
  test('is understood by systemd to the last word', ({ folder }) => {
    expect(analyze(['verify', writeUnit(folder)])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('would not be with a misspelt one', ({ folder }) => {
    const misspelt = writeUnit(folder, unit.replace('ProtectHome=', 'ProtectHomes='));
    expect(analyze(['verify', misspelt]).stderr).toContain('ProtectHomes');
  });

  test('leaves the program little that it could do', ({ folder }) => {
    const { status, stdout } = analyze([
      'security',
      '--offline=true',
      `--threshold=${MOST_EXPOSED}`,
      writeUnit(folder),
    ]);
    expect(stdout).toContain('Overall exposure level');
    expect(status).toBe(0);
  });
});

describe('the unit', () => {
  test('sets settings that there are', () => {
    const names = [...unit.matchAll(/^Environment=([A-Z_]+)=/gm)].map(([, name = '']) => name);
    expect(names).toContain('DISCORD_WEBHOOK_URL_FILE');
    const known = [...SETTINGS, ...SECRET_FILES, 'NODE_ENV', 'NODE_COMPILE_CACHE', 'MALLOC_ARENA_MAX'];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('hands over each credential that it names', () => {
    const loaded = [...unit.matchAll(/^LoadCredential=(\w+):/gm)].map(([, name]) => name);
    const used = [...unit.matchAll(/^Environment=\w+_FILE=%d\/(\w+)$/gm)].map(([, name]) => name);
    expect(used).toEqual(loaded);
    expect(used.length).toBeGreaterThan(0);
  });
});
