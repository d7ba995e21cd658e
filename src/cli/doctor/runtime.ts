import { unreadWords } from '../../config/readText.ts';
import { type Finding, findingsAbout } from './finding.ts';

/** The Node.js that `npm ci` brings, and that the monitor is tested with. */
const NODE_MAJOR = 26;

const aboutNode = findingsAbout('Node.js');
const aboutFile = findingsAbout('.env');
const aboutSecrets = findingsAbout('Secrets');

export function judgeNode(version: string): Finding {
  const major = Number.parseInt(version, 10);
  return major >= NODE_MAJOR
    ? aboutNode.ok(`version ${version}.`)
    : aboutNode.warning(
        `version ${version} is older than ${NODE_MAJOR}, which this program needs: use npm start, which runs the version that npm ci installs.`,
      );
}

/** Whether there is a file .env in the folder that the monitor is started in: `code` is what reading it failed with. */
export function judgeEnvFile(code: string | null, settingsUsable: boolean, isOpenToOthers: boolean): Finding {
  if (code === null && isOpenToOthers) {
    return aboutFile.warning('was read, but other users of this machine may read it too: run chmod 600 on it.');
  }
  if (code === null) return aboutFile.ok('was read; variables of the environment take precedence over it.');
  const trouble = envFileTrouble(code);
  if (trouble !== null) return aboutFile.failure(trouble);
  return settingsUsable
    ? aboutFile.ok('does not exist; all settings are in the environment.')
    : aboutFile.warning('is not in this folder: start in the folder that has it, or copy .env.example to .env.');
}

/** About files with secrets that other users of this machine may read or write. */
export function judgeSecretFiles(
  open: readonly { readonly setting: string; readonly path: string }[],
): readonly Finding[] {
  return open.map(({ setting, path }) =>
    aboutSecrets.warning(`other users of this machine may read the file of ${setting} too: run chmod 600 on ${path}.`),
  );
}

const ENV_ADVICE: Readonly<Record<string, string>> = {
  EISDIR: 'put the settings into a file of that name.',
  NOT_A_FILE: 'put the settings into a file of that name.',
  TOO_LARGE: 'keep nothing but settings in it.',
  NOT_UTF8: 'save it as UTF-8.',
};

/** What to do about a file that is there and cannot be read; null where there is none, as settings may come from elsewhere. */
export function envFileTrouble(code: string | null): string | null {
  if (code === null || code === 'ENOENT') return null;
  return `${unreadWords(code)}: ${ENV_ADVICE[code] ?? 'let this user read it.'}`;
}
