import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApp } from '../sandbox/appProcess.ts';
import { ingestSettings } from './benchSettings.ts';

const PROGRAM = fileURLToPath(new URL('./pythonReporter.py', import.meta.url));
const PYTHON = process.env['PYTHON'] ?? 'python3';
/** Nothing listens there. */
const DOWN = 'http://127.0.0.1:9';

function run(what: string, url: string): string {
  return execFileSync(PYTHON, [PROGRAM, what, url], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

const folder = mkdtempSync(join(tmpdir(), 'bench-python-'));
const app = await startApp({
  DISCORD_WEBHOOK_URL: `${DOWN}/api/webhooks/123456789012345678/token`,
  DISCORD_API_URL: `${DOWN}/api`,
  ...ingestSettings(join(folder, 'monitor.db')),
});
try {
  console.log('Microseconds of one call');
  console.log(`monitor down\n${run('calls', DOWN)}monitor up\n${run('calls', app.baseUrl)}`);
  console.log('A pipeline with the reporter, as a share of the same pipeline without it');
  console.log(`monitor down\n${run('pipeline', DOWN)}monitor up\n${run('pipeline', app.baseUrl)}`);
} finally {
  await app.end('SIGTERM');
  rmSync(folder, { recursive: true });
}
