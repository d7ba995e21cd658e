import { type EscalationStep, notifiesAnybody } from '../alerts/escalation.ts';
import type { StoredGuild } from '../ports/guildStore.ts';
import { type GuildDefaults, receiversOf } from './guildDefaults.ts';

const NO_STEPS: readonly EscalationStep[] = [];

/** Its own steps, or those of the settings; a receiver that is not notified of its incidents is notified by no step either. */
export function stepsOf(
  { id, escalation }: Pick<StoredGuild, 'id' | 'escalation'>,
  defaults: Pick<GuildDefaults, 'escalation' | 'receivers'>,
): readonly EscalationStep[] {
  const steps = escalation ?? givenSteps(id, defaults);
  if (steps.length === 0) return NO_STEPS;
  const known = receiversOf(defaults, id).map(({ name }) => name);
  return steps
    .map((step) => (step.receiver === null || known.includes(step.receiver) ? step : { ...step, receiver: null }))
    .filter(notifiesAnybody);
}

/** Those of the settings that are of a guild. */
export function givenSteps(
  guildId: string,
  { escalation = [] }: Pick<GuildDefaults, 'escalation'>,
): readonly EscalationStep[] {
  return escalation
    .filter(({ guildIds }) => guildIds === undefined || guildIds.includes(guildId))
    .map(({ guildIds: _of, ...step }) => step);
}
