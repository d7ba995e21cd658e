import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../fixtures/folder.ts';
import { hasPython, PYTHON, PYTHON_CLIENT, runPython } from '../../fixtures/python.ts';

const run = promisify(execFile);
const PYRIGHT = fileURLToPath(new URL('../../../node_modules/pyright/index.js', import.meta.url));

describe.skipIf(!hasPython())('the Python file', () => {
  test('is fully typed, and uses nothing newer than Python 3.8', async () => {
    const { strict } = JSON.parse(readFileSync(join(PYTHON_CLIENT, 'pyrightconfig.json'), 'utf8'));
    expect(strict).toEqual(['captchaai_monitor.py']);
    const { stdout } = await run(process.execPath, [PYRIGHT, '--pythonpath', PYTHON], { cwd: PYTHON_CLIENT });
    expect(stdout).toContain('0 errors, 0 warnings');
  });

  test('imports nothing but the standard library', async () => {
    const program =
      'import sys, captchaai_monitor, sysconfig\nroots = (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))\n' +
      'print([n for n, m in sys.modules.items() if not (getattr(m, "__file__", None) or roots[0]).startswith(roots) and n not in before])';
    const { out, err } = await runPython(['-S', '-c', `import sys\nbefore = set(sys.modules)\n${program}`]);
    expect([out, err]).toEqual(["['captchaai_monitor']\n", '']);
  });
});

describe.skipIf(!hasPython('pip', 'setuptools', 'wheel'))('its wheel', () => {
  test('is built without a network, and holds the one file', async () => {
    const source = temporaryFolder();
    const target = temporaryFolder();
    cpSync(PYTHON_CLIENT, source, { recursive: true });
    const pip = [
      '-m',
      'pip',
      'wheel',
      '--no-index',
      '--no-build-isolation',
      '--no-deps',
      '--wheel-dir',
      target,
      source,
    ];
    await run(PYTHON, pip);
    expect(readdirSync(target)).toEqual(['captchaai_monitor-0.1.0-py3-none-any.whl']);
    const list = ['-m', 'zipfile', '-l', join(target, 'captchaai_monitor-0.1.0-py3-none-any.whl')];
    const { stdout } = await run(PYTHON, list);
    const names = stdout.split('\n').map((line) => line.split(' ')[0]);
    expect(names.filter((name) => name?.endsWith('.py'))).toEqual(['captchaai_monitor.py']);
  });
});
