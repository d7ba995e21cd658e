import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../src/cli/commandLine.ts';

describe('the command line', () => {
  test.each([
    [[], { command: 'start' }],
    [['doctor'], { command: 'doctor' }],
    [['register'], { command: 'register', dryRun: false }],
    [['register', '--dry-run'], { command: 'register', dryRun: true }],
    [['db', 'copy', 'a.db', 'b.db'], { command: 'db', names: ['copy', 'a.db', 'b.db'] }],
    [['--help'], { command: 'help' }],
    [['register', '-h'], { command: 'help' }],
  ])('%j', (args, expected) => {
    expect(parseCommandLine(args, false)).toEqual(expected);
  });

  test('a dry run that npm took for its own is one all the same', () => {
    expect(parseCommandLine(['register'], true)).toEqual({ command: 'register', dryRun: true });
  });

  test.each([
    [['register', '--dryrun'], 'Unknown option: --dryrun.'],
    [['--dry-run'], 'Unknown option: --dry-run.'],
    [['-x'], 'Unknown option: -x.'],
    [['bogus'], 'Unknown command: bogus.'],
    [['register', 'now'], 'register takes no arguments.'],
    [['doctor', 'please'], 'doctor takes no arguments.'],
  ])('%j does nothing, and says what there is', (args, why) => {
    expect(() => parseCommandLine(args, false)).toThrow(`${why} Usage:\nnpm start `);
  });
});
