import type { Log } from '../../src/monitor/ports/log.ts';
import type { Actor } from '../../src/monitor/types.ts';

export const PIPELINE = 'default';
export const ANA: Actor = { userId: 'u1', name: 'ana' };
export const silentLog: Log = { isLevelEnabled: () => false, debug() {}, info() {}, warn() {}, error() {} };
