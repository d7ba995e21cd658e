// The published package does not depend on a Node.js, which is larger than all of it: most hosts have one that is new enough. The
// others fetch it at the first start. Old syntax, as in start.cjs.
const { spawnSync } = require('child_process');
const { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmdirSync, rmSync } = require('fs');
const { homedir } = require('os');
const { dirname, join } = require('path');

/** Headers and manuals, which nothing here needs. */
const NOT_NEEDED = ['include', 'share'];
const IS_WINDOWS = process.platform === 'win32';

/**
 * Answers a folder with the Node.js for this machine in its node_modules. It is in the user's cache, or is installed there by npm
 * with the hash in the lock file; where that fails, the folder does not exist, and npm has said why.
 */
function fetchRuntime(lockedRuntime, runtimes) {
  const { version } = JSON.parse(readFileSync(join(lockedRuntime, 'package.json'), 'utf8'));
  const cache = join(cacheFolder(), 'captchaai-discord-monitor');
  const folder = join(cache, `node-${version}`);
  if (existsSync(folder)) return folder;
  console.error(
    `Fetching Node.js ${version} from npm into ${folder}, once: ${process.execPath} is ${process.version}.`,
  );
  try {
    mkdirSync(cache, { recursive: true });
    installInto(mkdtempSync(`${folder}-`), folder, lockedRuntime, runtimes);
  } catch (err) {
    console.error(`It could not be fetched: ${err.message}`);
  }
  return folder;
}

function cacheFolder() {
  if (IS_WINDOWS && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
}

/** Whoever starts at the same time does the same; the folder appears with everything in it, or not at all. */
function installInto(temporary, folder, lockedRuntime, runtimes) {
  try {
    copyFileSync(join(lockedRuntime, 'package.json'), join(temporary, 'package.json'));
    copyFileSync(join(lockedRuntime, 'lock.json'), join(temporary, 'package-lock.json'));
    npmCi(temporary);
    const path = runtimes.map((each) => join(temporary, 'node_modules', each)).find((each) => existsSync(each));
    if (path === undefined) throw new Error(`npm has none for ${process.platform} on ${process.arch}.`);
    for (const name of NOT_NEEDED) remove(join(dirname(path), '..', name));
    if (!existsSync(folder)) renameSync(temporary, folder);
  } finally {
    remove(temporary);
  }
}

function npmCi(folder) {
  const options = ['ci', '--prefix', folder, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  // Another package manager names itself there.
  const npm = /npm-cli\.c?js$/.test(process.env.npm_execpath) && process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Its output must not become a part of ours, which others may read.
  const stdio = ['ignore', 'ignore', 'inherit'];
  // On Windows npm is a script of the shell.
  const { error, status } = spawnSync(command, first.concat(options), {
    cwd: folder,
    stdio,
    shell: IS_WINDOWS && !npm,
  });
  if (error) throw error;
  if (status !== 0) throw new Error('npm failed.');
}

function remove(folder) {
  if (existsSync(folder)) (rmSync || rmdirSync)(folder, { recursive: true });
}

module.exports = { fetchRuntime };
