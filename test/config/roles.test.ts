import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';

const WITHOUT_DISCORD = { CAPTCHAAI_API_KEY: '0'.repeat(32), INGEST_TOKEN: 'x'.repeat(16) };
const ENV = { ...WITHOUT_DISCORD, DISCORD_TOKEN: 'x'.repeat(20) };
const DATABASE_URL = 'postgres://localhost/monitor';

describe('the roles of a process', () => {
  test.each([
    ['', ['ingest', 'gateway', 'worker']],
    ['worker', ['worker']],
    ['worker, ingest', ['ingest', 'worker']],
    ['gateway gateway', ['gateway']],
    ['worker,gateway,ingest', ['ingest', 'gateway', 'worker']],
  ])('%j', (ROLES, roles) => {
    expect(parseConfig({ ...ENV, DATABASE_URL, ROLES }).roles).toEqual(roles);
  });

  test.each([',', 'Worker', 'worker,sender', 'all'])('%j is refused with what it may be', (ROLES) => {
    expect(() => parseConfig({ ...ENV, DATABASE_URL, ROLES })).toThrow(
      /^The settings cannot be used:\n {2}ROLES must be one or more of ingest,gateway,worker, separated by commas\.\nSet /,
    );
  });

  test.each([
    ['worker', 'ingest and gateway'],
    ['ingest,gateway', 'worker'],
  ])('%s alone cannot share a file, and the refusal says why', (ROLES, missing) => {
    expect(() => parseConfig({ ...ENV, ROLES })).toThrow(
      `ROLES without ${missing} needs DATABASE_URL: only one process can use a SQLite file`,
    );
  });

  test('all of them may use a file', () => {
    expect(parseConfig({ ...ENV, ROLES: 'ingest,gateway,worker' }).roles).toHaveLength(3);
  });

  test.each(['gateway', 'worker', 'ingest,worker'])('%s needs a way to Discord', (ROLES) => {
    expect(() => parseConfig({ ...WITHOUT_DISCORD, DATABASE_URL, ROLES })).toThrow(/DISCORD_TOKEN .* is missing/);
  });

  test('what only takes results in needs none', () => {
    expect(parseConfig({ ...WITHOUT_DISCORD, DATABASE_URL, ROLES: 'ingest' }).discord.token).toBeNull();
  });
});
