import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { setUpDoctor } from '../fixtures/doctor.ts';
import { connected } from '../fixtures/program.ts';
import { runMain } from '../fixtures/runMain.ts';

describe('secrets in files', () => {
  async function setUpFiles() {
    const stage = await setUpDoctor();
    const write = (name: 'DISCORD_TOKEN' | 'INGEST_TOKEN') => {
      const path = join(stage.folder, name.toLowerCase());
      writeFileSync(path, `${stage.env[name]}\n`, { mode: 0o600 });
      return path;
    };
    const files = { DISCORD_TOKEN_FILE: write('DISCORD_TOKEN'), INGEST_TOKEN_FILE: write('INGEST_TOKEN') };
    return { ...stage, files, settings: { DISCORD_TOKEN: '', INGEST_TOKEN: '', ...files } };
  }

  test('are used by the running monitor, and appear nowhere in its log', async () => {
    const { start, settings, env } = await setUpFiles();
    const app = await start({ ...settings, LOG_LEVEL: 'debug' });
    await connected(app);
    const headers = { authorization: `Bearer ${env.INGEST_TOKEN}`, 'content-type': 'application/json' };
    const reported = { outcome: 'failed', errorCode: env.INGEST_TOKEN };
    const answer = await fetch(`${app.baseUrl}/v1/results`, {
      method: 'POST',
      headers,
      body: JSON.stringify(reported),
    });
    expect(answer.status).toBe(202);
    expect(await app.end('SIGTERM')).toBe(0);
    for (const secret of [env.DISCORD_TOKEN, env.INGEST_TOKEN]) expect(app.output()).not.toContain(secret);
  });

  test('are read by the doctor, who warns of one that others can read', async () => {
    const { examine, settings, files } = await setUpFiles();
    const { output } = await examine(settings);
    expect(output).toContain('✔ Settings: all of them can be used.');
    expect(output).not.toContain('Secrets:');
    chmodSync(files.INGEST_TOKEN_FILE, 0o644);
    expect((await examine(settings)).output).toContain(
      `! Secrets: other users of this machine may read the file of INGEST_TOKEN_FILE too: run chmod 600 on ${files.INGEST_TOKEN_FILE}.`,
    );
  });

  test('that cannot be read keep the monitor from starting, in one sentence each', async () => {
    const { settings, env, folder } = await setUpFiles();
    const wrong = { ...env, ...settings, INGEST_TOKEN_FILE: join(folder, 'nothing') };
    const { code, output } = await runMain(['start'], wrong);
    expect(output.split('\n').slice(0, 2)).toEqual([
      'The settings cannot be used:',
      `  INGEST_TOKEN_FILE: the file ${join(folder, 'nothing')} does not exist.`,
    ]);
    expect(code).toBe(1);
  });
});
