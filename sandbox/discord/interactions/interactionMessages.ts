import { deleteMessage, editMessage } from '../messages/editMessage.ts';
import { FLAG } from '../messages/flags.ts';
import { readDraft } from '../messages/readDraft.ts';
import { invalidWebhookToken, unknownMessage, unknownWebhook } from '../rest/apiError.ts';
import type { ApiRequest, ApiResponse } from '../rest/apiRequest.ts';
import { noContent, ok } from '../rest/apiRequest.ts';
import type { StoredMessage } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { tokenExpired } from './interaction.ts';
import { followUpTo, INTERACTION_MENTIONS } from './replyMessage.ts';
import type { Interaction } from './types.ts';

/** The webhook routes with the application's id instead of a webhook's: replies and follow-ups. */
export function followUp(request: ApiRequest, world: World): ApiResponse {
  const interaction = interactionByToken(request, world);
  const draft = readDraft(request, { from: 'interaction' });
  const { original } = interaction;
  if (original && isLoading(original)) {
    // Straight after a defer the first follow-up fills the deferred reply, whose visibility is fixed already.
    editMessage(world, original, draft, INTERACTION_MENTIONS);
    return changed(interaction, original);
  }
  const stored = followUpTo(world, interaction, draft);
  interaction.followUps.push(stored);
  return changed(interaction, stored);
}

export function getInteractionMessage(request: ApiRequest, world: World): ApiResponse {
  return ok(messageOf(interactionByToken(request, world), request.param('message')).message);
}

export function editInteractionMessage(request: ApiRequest, world: World): ApiResponse {
  const interaction = interactionByToken(request, world);
  const stored = messageOf(interaction, request.param('message'));
  const draft = readDraft(request, { from: 'interaction', currentFlags: stored.message.flags ?? 0 });
  editMessage(world, stored, draft, INTERACTION_MENTIONS);
  return changed(interaction, stored);
}

export function deleteInteractionMessage(request: ApiRequest, world: World): ApiResponse {
  const interaction = interactionByToken(request, world);
  deleteMessage(world, messageOf(interaction, request.param('message')));
  interaction.signal.changed();
  return noContent();
}

function changed(interaction: Interaction, stored: StoredMessage): ApiResponse {
  if (stored === interaction.original) interaction.edits++;
  interaction.signal.changed();
  return ok(stored.message);
}

function interactionByToken(request: ApiRequest, world: World): Interaction {
  const token = request.param('token');
  const interaction = [...world.interactions.values()].find((candidate) => candidate.token === token);
  if (!interaction || tokenExpired(world, interaction)) throw invalidWebhookToken();
  if (interaction.callback === null) throw unknownWebhook();
  return interaction;
}

function messageOf({ original, followUps }: Interaction, id: string): StoredMessage {
  const found = id === '@original' ? original : [original, ...followUps].find((stored) => stored?.message.id === id);
  if (!found || found.deleted) throw unknownMessage();
  return found;
}

function isLoading({ message, deleted }: StoredMessage): boolean {
  return !deleted && Boolean((message.flags ?? 0) & FLAG.loading);
}
