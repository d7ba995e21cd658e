import { createInteraction, missedDeadline } from '../interactions/interaction.ts';
import type { Interaction, InteractionType } from '../interactions/types.ts';
import type { StoredMessage } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { envelope } from './envelope.ts';
import type { InteractionResult } from './interactionResult.ts';
import { interactionResult } from './interactionResult.ts';
import type { Person } from './who.ts';

export interface Sending {
  readonly type: InteractionType;
  readonly data: object;
  readonly commandName?: string;
  readonly source?: StoredMessage | null;
}

/** Sends it to the app and waits for the first callback, or until the app has missed its time. */
export async function sendInteraction(world: World, person: Person, sending: Sending): Promise<InteractionResult> {
  const interaction = createInteraction(world, {
    type: sending.type,
    userId: person.user.id,
    guildId: person.guild?.id ?? null,
    channelId: person.channel.id,
    commandName: sending.commandName ?? null,
    source: sending.source ?? null,
  });
  const data = envelope(world, interaction, person, sending.data);
  world.emit({ name: 'INTERACTION_CREATE', data, guildId: person.guild?.id ?? null, intent: 0 });
  await answeredOrLate(world, interaction);
  return interactionResult(interaction);
}

/** Only the clock of the world decides what is late; the timer merely says when it is worth looking again. */
function answeredOrLate(world: World, interaction: Interaction): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (interaction.callback === null && !missedDeadline(world, interaction)) {
        clearTimeout(timer);
        timer = setTimeout(look, world.interactionDeadlineMs - (world.now() - interaction.createdAt) + 1);
        timer.unref();
        return;
      }
      clearTimeout(timer);
      for (const unsubscribe of subscriptions) unsubscribe();
      resolve();
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscriptions = [interaction.signal.subscribe(look), world.clockMoved.subscribe(look)];
    look();
  });
}
