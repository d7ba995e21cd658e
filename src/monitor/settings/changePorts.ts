import type { Account } from '../accounts/account.ts';
import type { Log } from '../ports/log.ts';
import type { ReportPorts } from '../reports/reports.ts';
import type { Clock } from '../time.ts';

/** What a change needs. */
export interface ChangePorts extends Pick<ReportPorts, 'store' | 'guildDefaults'> {
  readonly accounts: readonly { readonly account: Account }[];
  readonly clock: Clock;
  readonly log: Log;
  /** Called when something changed that an evaluation should look at now. */
  readonly onChange: () => void;
  /** Called when something may be delivered now. */
  readonly onDeliveries: () => void;
}
