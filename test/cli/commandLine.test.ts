import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../src/cli/commandLine.ts';

describe('the command line', () => {
  test.each([
    [[], { verb: 'start' }],
    [['doctor'], { verb: 'doctor' }],
    [['register'], { verb: 'register', dryRun: false }],
    [['register', '--dry-run'], { verb: 'register', dryRun: true }],
    [['db', 'copy', 'a.db', 'b.db'], { verb: 'db', names: ['copy', 'a.db', 'b.db'] }],
    [['--help'], { verb: 'help' }],
    [['register', '-h'], { verb: 'help' }],
  ])('%j', (args, expected) => {
    expect(parseCommandLine(args, false)).toEqual(expected);
  });

  test('a dry run that npm took for its own is one all the same', () => {
    expect(parseCommandLine(['register'], true)).toEqual({ verb: 'register', dryRun: true });
  });

  test.each([
    [['register', '--dryrun'], '--dryrun is not known here.'],
    [['--dry-run'], '--dry-run is not known here.'],
    [['-x'], '-x is not known here.'],
    [['bogus'], 'bogus is not known.'],
    [['register', 'now'], 'Nothing comes after register.'],
    [['doctor', 'please'], 'Nothing comes after doctor.'],
  ])('%j does nothing, and says what there is', (args, why) => {
    expect(() => parseCommandLine(args, false)).toThrow(`${why} There is:\nnpm start `);
  });
});
