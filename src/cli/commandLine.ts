import { parseArgs } from 'node:util';

const COMMANDS: readonly (readonly [command: string, args: string, meaning: string])[] = [
  ['start', '', 'runs the bot'],
  ['demo', '', 'runs the bot against a Discord and a CaptchaAI on this machine, without any account'],
  ['doctor', '', 'checks everything that alerts need'],
  ['health', '', 'asks the bot that runs here whether it can do its job'],
  ['register', '[--dry-run]', 'writes the commands to Discord, or shows what would be written'],
  ['config', 'check', 'names everything that is wrong with the settings and the file of MONITOR_FILE'],
  ['config', 'show', 'shows what is watched, without secrets'],
  ['config', 'diff', 'shows what a reload or a restart would change, without secrets'],
  ['config', 'reload', 'has the running bot read its settings again'],
  ['config', 'init [FILE]', 'writes a file with the accounts and pipelines of the present settings'],
  ['db', 'copy FROM TO', 'copies everything into an empty database; each a file, or a setting such as DATABASE_URL'],
  ['db', 'backup FILE', 'writes a copy of DATABASE_FILE, also while the bot runs'],
];

/** What is asked of the program; `USAGE` says how. */
export type CommandLine =
  | { readonly command: 'start' | 'doctor' | 'health' | 'help' }
  | { readonly command: 'register'; readonly dryRun: boolean }
  | { readonly command: 'db' | 'config'; readonly names: readonly string[] };

export const USAGE = usageOf(import.meta.url.endsWith('.ts'));

/** Nothing is done that was not asked for in these words. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(why: string) {
    super(`${why} Usage:\n${USAGE}`);
  }
}

/**
 * @param isDryRunOfNpm whether npm took `--dry-run` for itself, as it does without the `--` before it.
 * @throws UsageError that names what is not known.
 */
export function parseCommandLine(args: readonly string[], isDryRunOfNpm: boolean): CommandLine {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', short: 'h' }, 'dry-run': { type: 'boolean' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const [command = 'start', ...names] = positionals;
  const known: readonly string[] = command === 'register' ? ['help', 'dry-run'] : ['help'];
  for (const token of tokens) {
    if (token.kind === 'option' && !known.includes(token.name))
      throw new UsageError(`Unknown option: ${token.rawName}.`);
  }
  if (values.help !== undefined || command === 'help') return { command: 'help' };
  if (command === 'db' || command === 'config') return { command, names };
  if (names.length > 0) throw new UsageError(`${command} takes no arguments.`);
  if (command === 'register') return { command, dryRun: values['dry-run'] !== undefined || isDryRunOfNpm };
  if (command === 'start' || command === 'doctor' || command === 'health') return { command };
  throw new UsageError(`Unknown command: ${command}.`);
}

/** From the sources npm runs it, and takes options for its own without a `--` before them. */
export function usageOf(isSource: boolean): string {
  const lines = COMMANDS.map(([command, args, meaning]) => {
    const typed = isSource ? npmOf(command, args) : `captchaai-discord-monitor ${command} ${args}`.trim();
    return [typed, meaning] as const;
  });
  const width = Math.max(...lines.map(([typed]) => typed.length)) + 2;
  return lines.map(([typed, meaning]) => `${typed.padEnd(width)}${meaning}`).join('\n');
}

function npmOf(command: string, args: string): string {
  if (command === 'start') return 'npm start';
  const rest = args.startsWith('[') ? `[-- ${args.slice(1)}` : `-- ${args}`;
  return args === '' ? `npm run ${command}` : `npm run ${command} ${rest}`;
}
