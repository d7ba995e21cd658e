import type { EscalationStep } from '../alerts/escalation.ts';
import type { Change } from '../settings/audit.ts';

export interface EscalationStore {
  /**
   * Changes the steps of a guild; null: those of the settings hold. `changeFrom` gets the guild's own while nobody else can change
   * them, and answers what they become with a line for the log, or throws, and nothing is changed.
   */
  change(
    guildId: string,
    changeFrom: (own: readonly EscalationStep[] | null) => {
      readonly steps: readonly EscalationStep[] | null;
      readonly change: Change;
    },
  ): Promise<void>;
}
