import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { editMessage } from '../messages/editMessage.ts';
import { FLAG } from '../messages/flags.ts';
import { readDraft } from '../messages/readDraft.ts';
import { alreadyAcknowledged, unknownInteraction } from '../rest/apiError.ts';
import type { ApiRequest, ApiResponse } from '../rest/apiRequest.ts';
import { noContent, ok, queryFlag } from '../rest/apiRequest.ts';
import type { Json } from '../rest/form.ts';
import { badField, isObject } from '../rest/form.ts';
import type { World } from '../world/world.ts';
import { callbackResponse } from './callbackResponse.ts';
import { checkModal } from './checkModal.ts';
import { dataErrors } from './dataErrors.ts';
import { missedDeadline } from './interaction.ts';
import { readChoices } from './readChoices.ts';
import { INTERACTION_MENTIONS, replyTo, thinkingReply } from './replyMessage.ts';
import type { CallbackType, Interaction } from './types.ts';
import { CALLBACK, INTERACTION } from './types.ts';

/** POST /interactions/{id}/{token}/callback: the first and only first answer. */
export function answerInteraction(request: ApiRequest, world: World): ApiResponse {
  const interaction = world.interactions.get(request.param('interaction'));
  if (!interaction || interaction.token !== request.param('token') || missedDeadline(world, interaction)) {
    throw unknownInteraction();
  }
  if (interaction.callback !== null) throw alreadyAcknowledged();

  const body = isObject(request.body) ? request.body : {};
  const type = readType(body, interaction);
  const data = isObject(body['data']) ? body['data'] : {};
  apply[type](world, interaction, data, request);
  interaction.callback = type;
  interaction.signal.changed();
  return queryFlag(request, 'with_response') ? ok(callbackResponse(interaction)) : noContent();
}

const FITTING: Record<number, readonly CallbackType[]> = {
  [INTERACTION.command]: [CALLBACK.message, CALLBACK.deferredMessage, CALLBACK.modal],
  [INTERACTION.autocomplete]: [CALLBACK.choices],
  [INTERACTION.component]: [
    CALLBACK.message,
    CALLBACK.deferredMessage,
    CALLBACK.deferredUpdate,
    CALLBACK.update,
    CALLBACK.modal,
  ],
  [INTERACTION.modalSubmit]: [CALLBACK.message, CALLBACK.deferredMessage],
};

function readType(body: Json, interaction: Interaction): CallbackType {
  const fitting = [...(FITTING[interaction.type] ?? [])];
  const fromComponent = interaction.type === INTERACTION.modalSubmit && interaction.source !== null;
  if (fromComponent) fitting.push(CALLBACK.deferredUpdate, CALLBACK.update);
  const type = fitting.find((candidate) => candidate === body['type']);
  if (type !== undefined) return type;
  throw badField(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${fitting.join(', ')}}.`);
}

type Apply = (world: World, interaction: Interaction, data: Json, request: ApiRequest) => void;

const apply: Record<CallbackType, Apply> = {
  [CALLBACK.message]: (world, interaction, data, { files }) => {
    const draft = dataErrors(() => readDraft({ body: data, files }, { from: 'interaction' }));
    interaction.ephemeral = Boolean(draft.flags & FLAG.ephemeral);
    interaction.original = replyTo(world, interaction, draft);
  },
  [CALLBACK.deferredMessage]: (world, interaction, data) => {
    interaction.ephemeral = Boolean(Number(data['flags'] ?? 0) & FLAG.ephemeral);
    interaction.original = thinkingReply(world, interaction, interaction.ephemeral);
  },
  [CALLBACK.deferredUpdate]: (_world, interaction) => {
    interaction.original = interaction.source;
  },
  [CALLBACK.update]: (world, interaction, data, { files }) => {
    interaction.original = interaction.source;
    if (!interaction.source) return;
    const currentFlags = interaction.source.message.flags ?? 0;
    const draft = dataErrors(() => readDraft({ body: data, files }, { from: 'interaction', currentFlags }));
    editMessage(world, interaction.source, draft, INTERACTION_MENTIONS);
  },
  [CALLBACK.choices]: (_world, interaction, data) => {
    interaction.choices = readChoices(data);
  },
  [CALLBACK.modal]: (_world, interaction, data) => {
    checkModal(data);
    interaction.modal = data as unknown as APIModalInteractionResponseCallbackData;
  },
};
