import { parseArgs } from 'node:util';

/** What is asked of the program; `USAGE` says how. */
export type CommandLine =
  | { readonly verb: 'start' | 'doctor' | 'help' }
  | { readonly verb: 'register'; readonly dryRun: boolean }
  | { readonly verb: 'db' | 'config'; readonly names: readonly string[] };

export const USAGE = `npm start                         runs the bot
npm run doctor                    checks everything that alerts need
npm run register [-- --dry-run]   writes the commands to Discord, or shows what would be written
npm run config -- check           names everything that is wrong with the settings and the file of MONITOR_FILE
npm run config -- show            shows what is watched, without secrets
npm run config -- init [FILE]     writes a file with the accounts and pipelines of today
npm run db -- copy FROM TO        copies everything into an empty database; each a file, or a setting such as DATABASE_URL
npm run db -- backup FILE         writes a copy of DATABASE_FILE, also while the bot runs`;

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
  const [verb = 'start', ...names] = positionals;
  const known: readonly string[] = verb === 'register' ? ['help', 'dry-run'] : ['help'];
  for (const token of tokens) {
    if (token.kind === 'option' && !known.includes(token.name))
      throw new UsageError(`Unknown option: ${token.rawName}.`);
  }
  if (values.help !== undefined || verb === 'help') return { verb: 'help' };
  if (verb === 'db' || verb === 'config') return { verb, names };
  if (names.length > 0) throw new UsageError(`${verb} takes no arguments.`);
  if (verb === 'register') return { verb, dryRun: values['dry-run'] !== undefined || isDryRunOfNpm };
  if (verb === 'start' || verb === 'doctor') return { verb };
  throw new UsageError(`Unknown command: ${verb}.`);
}
