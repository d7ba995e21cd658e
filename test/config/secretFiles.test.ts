import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { ConfigError } from '../../src/config/readSettings.ts';
import { readSecretFiles, SECRET_FILES } from '../../src/config/secretFiles.ts';
import { secretsIn } from '../../src/redaction/secretsIn.ts';
import { test } from '../fixtures/test.ts';

const TOKEN = 'MTIzNDU2Nzg5.bot-token.0123456789';
const REQUIRED = {
  DISCORD_TOKEN: TOKEN,
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: 'ingest-token-0123456789',
};

function refusalOf(environment: Readonly<Record<string, string>>): string {
  const files = readSecretFiles(environment);
  try {
    parseConfig(files.environment, files.unread);
    return '';
  } catch (err) {
    return err instanceof ConfigError ? err.message : String(err);
  }
}

describe('a secret in a file', () => {
  test.for([
    ['as it is', TOKEN],
    ['with a line break at its end', `${TOKEN}\n`],
    ['with one of Windows', `${TOKEN}\r\n`],
    ['after a mark of the order of bytes', `\ufeff${TOKEN}\n`],
  ] as const)('is read %s', ([_name, content], { folder }) => {
    const path = join(folder, 'token');
    writeFileSync(path, content);
    const { environment, unread } = readSecretFiles({ ...REQUIRED, DISCORD_TOKEN: '', DISCORD_TOKEN_FILE: path });
    expect(unread).toEqual({});
    expect(parseConfig(environment, unread)).toEqual(parseConfig(REQUIRED));
  });

  test('is hidden like one in the environment', ({ folder }) => {
    const path = join(folder, 'token');
    writeFileSync(path, `${TOKEN}\n`);
    expect(secretsIn(readSecretFiles({ DISCORD_TOKEN_FILE: path }).environment)).toEqual([TOKEN]);
  });

  test('can be each of the secrets', ({ folder }) => {
    expect(SECRET_FILES).toEqual([
      'DISCORD_TOKEN_FILE',
      'DISCORD_WEBHOOK_URL_FILE',
      'CAPTCHAAI_API_KEY_FILE',
      'INGEST_TOKEN_FILE',
      'DATABASE_URL_FILE',
      'QUEUE_URL_FILE',
      'QUEUE_PASSWORD_FILE',
      'QUEUE_TOKEN_FILE',
      'HEARTBEAT_URL_FILE',
      'HEARTBEAT_TOKEN_FILE',
    ]);
    const named = SECRET_FILES.map((setting) => {
      writeFileSync(join(folder, setting), `value of ${setting}\n`);
      return [setting, join(folder, setting)] as const;
    });
    const { environment, unread } = readSecretFiles(Object.fromEntries(named));
    expect(unread).toEqual({});
    for (const setting of SECRET_FILES) {
      expect(environment[setting.slice(0, -'_FILE'.length)]).toBe(`value of ${setting}`);
    }
  });
});

describe('a secret that cannot be used from its file', () => {
  const WITHOUT = { ...REQUIRED, INGEST_TOKEN: '' };

  test.for<[string, (path: string) => void, string]>([
    ['does not exist', () => undefined, 'does not exist'],
    ['is empty', (path) => writeFileSync(path, '\n'), 'is empty'],
    ['is a folder', (path) => mkdirSync(path), 'is a folder'],
    ['is too large for one', (path) => writeFileSync(path, 'x'.repeat(65_537)), 'is too large'],
    ['is a pipe', (path) => execFileSync('mkfifo', [path]), 'is not a file, but a pipe or a device'],
    ['is UTF-16', (path) => writeFileSync(path, '\ufeffsecret', 'utf16le'), 'is not written in UTF-8'],
  ])('because it %s is named with the path, once', ([_name, make, words], { folder }) => {
    const path = join(folder, 'ingest');
    make(path);
    const problems = refusalOf({ ...WITHOUT, INGEST_TOKEN_FILE: path })
      .split('\n')
      .slice(1, -1);
    expect(problems).toEqual([`  INGEST_TOKEN_FILE: the file ${path} ${words}.`]);
  });

  test('names the file of a token, and asks for no other way to Discord', () => {
    expect(refusalOf({ ...REQUIRED, DISCORD_TOKEN: '', DISCORD_TOKEN_FILE: '/nowhere/token' }).split('\n')).toEqual([
      'The settings cannot be used:',
      '  DISCORD_TOKEN_FILE: the file /nowhere/token does not exist.',
      expect.stringContaining('.env.example'),
    ]);
  });

  test('because both are set says which, and shows neither', ({ folder }) => {
    const path = join(folder, 'ingest');
    writeFileSync(path, 'another-token-0123456789');
    const refusal = refusalOf({ ...REQUIRED, INGEST_TOKEN_FILE: path });
    expect(refusal).toContain('INGEST_TOKEN and INGEST_TOKEN_FILE cannot both be set: keep one of them.');
    expect(refusal).not.toContain('0123456789');
  });

  test.for([TOKEN, 'secrets/token'])('because %s is no path is refused without repeating it', (value) => {
    const refusal = refusalOf({ ...REQUIRED, DISCORD_TOKEN: '', DISCORD_TOKEN_FILE: value });
    expect(refusal).toContain('DISCORD_TOKEN_FILE must be the path of a file, such as /run/secrets/name');
    expect(refusal).not.toContain(value);
  });

  test('because of what it holds is named by its setting, without the content', ({ folder }) => {
    const path = join(folder, 'key');
    writeFileSync(path, 'too short, and secret');
    const refusal = refusalOf({ ...REQUIRED, CAPTCHAAI_API_KEY: '', CAPTCHAAI_API_KEY_FILE: path });
    expect(refusal).toContain('CAPTCHAAI_API_KEY must be the 32 characters');
    expect(refusal).not.toContain('too short');
  });
});
