import type {
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { CallbackType, Interaction } from '../interactions/types.ts';
import { CALLBACK } from '../interactions/types.ts';
import { FLAG } from '../messages/flags.ts';
import type { StoredMessage } from '../world/types.ts';

const REPLY_TIMEOUT_MS = 30_000;

/** What the Discord client shows under a command that got no answer. */
export const NO_RESPONSE = 'The application did not respond';

export interface InteractionResult {
  readonly interactionId: string;
  /** The type of the first callback; null when none came in time. */
  readonly acknowledged: CallbackType | null;
  readonly ephemeral: boolean;
  readonly choices?: readonly APIApplicationCommandOptionChoice[];
  readonly modal?: APIModalInteractionResponseCallbackData;
  readonly error?: string;
  /** The reply (@original) as it is now; null when there is none or it was deleted. */
  message(): APIMessage | null;
  followUps(): readonly APIMessage[];
  /** Waits until the reply says more than "thinking". */
  reply(options?: { readonly timeoutMs?: number }): Promise<APIMessage>;
}

const interactions = new WeakMap<InteractionResult, Interaction>();

export function interactionResult(interaction: Interaction): InteractionResult {
  const { choices, modal, callback } = interaction;
  const result: InteractionResult = {
    interactionId: interaction.id,
    acknowledged: callback,
    ephemeral: interaction.ephemeral,
    ...(choices && { choices }),
    ...(modal && { modal }),
    ...(callback === null && { error: NO_RESPONSE }),
    message: () => visible(interaction.original),
    followUps: () => interaction.followUps.flatMap((stored) => visible(stored) ?? []),
    reply: async ({ timeoutMs = REPLY_TIMEOUT_MS } = {}) => {
      if (callback === null) throw new Error(NO_RESPONSE);
      if (choices || modal)
        throw new Error(`The app answered with ${modal ? 'a modal' : 'choices'}, not with a message.`);
      return interaction.signal.until(
        () => finished(interaction),
        timeoutMs,
        () => `The app acknowledged (type ${callback}) and did not reply within ${timeoutMs} ms.`,
      );
    },
  };
  interactions.set(result, interaction);
  return result;
}

/** The interaction behind a result, for the modal that is handed in after it. */
export function interactionOf(result: InteractionResult): Interaction | undefined {
  return interactions.get(result);
}

function visible(stored: StoredMessage | null): APIMessage | null {
  return stored && !stored.deleted ? stored.message : null;
}

function finished(interaction: Interaction): APIMessage | undefined {
  const { original, followUps, edits, callback } = interaction;
  // A deferred update promises nothing; the first edit or follow-up is its reply.
  if (callback === CALLBACK.deferredUpdate && edits === 0) return followUps[0]?.message;
  if (original?.deleted) return followUps[0]?.message;
  if (!original || (original.message.flags ?? 0) & FLAG.loading) return undefined;
  return original.message;
}
