const BAD_CALLS_UNTIL_BAN = 5;
const BAN_MS = 5 * 60_000;
const KEY_FORM = /^[0-9a-f]{32}$/i;

export type KeyVerdict = 'ok' | 'ERROR_WRONG_USER_KEY' | 'ERROR_KEY_DOES_NOT_EXIST' | 'IP_BANNED';

/**
 * Judges keys and remembers the bad ones: the fifth in a row bans the caller for five minutes, its good key included.
 * There is one caller here, so one memory does for all addresses.
 */
export function createKeyGuard(key: string, now: () => number): (given: string) => KeyVerdict {
  let badCalls = 0;
  let bannedUntil = 0;

  return (given) => {
    if (now() < bannedUntil) return 'IP_BANNED';
    if (given === key) {
      badCalls = 0;
      return 'ok';
    }

    badCalls += 1;
    if (badCalls >= BAD_CALLS_UNTIL_BAN) {
      badCalls = 0;
      bannedUntil = now() + BAN_MS;
    }
    return KEY_FORM.test(given) ? 'ERROR_KEY_DOES_NOT_EXIST' : 'ERROR_WRONG_USER_KEY';
  };
}
