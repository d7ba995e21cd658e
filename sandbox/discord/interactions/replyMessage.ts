import type { MessageExtras, Sender } from '../messages/createMessage.ts';
import { createLoadingMessage, createMessage } from '../messages/createMessage.ts';
import type { MessageDraft } from '../messages/draft.ts';
import { FLAG } from '../messages/flags.ts';
import { unknownChannel } from '../rest/apiError.ts';
import type { StoredMessage, WorldChannel } from '../world/types.ts';
import { userById, userObject } from '../world/userObject.ts';
import type { World } from '../world/world.ts';
import type { Interaction } from './types.ts';
import { INTERACTION } from './types.ts';

const REPLY_TYPE = 19;
const COMMAND_REPLY_TYPE = 20;

/** Users only, unless the answer says otherwise; and then within the bot's own permissions. */
export const INTERACTION_MENTIONS = { byDefault: ['users'], unrestricted: false } as const;

function appSender(world: World): Sender {
  const { applicationId, userId } = world.bot;
  return {
    author: userObject(userById(world, userId)),
    applicationId,
    webhookId: applicationId,
    rights: INTERACTION_MENTIONS,
  };
}

export function replyTo(world: World, interaction: Interaction, draft: MessageDraft): StoredMessage {
  const ephemeral = Boolean(draft.flags & FLAG.ephemeral);
  return createMessage(
    world,
    channelOf(world, interaction),
    draft,
    appSender(world),
    extras(world, interaction, ephemeral),
  );
}

export function thinkingReply(world: World, interaction: Interaction, ephemeral: boolean): StoredMessage {
  const channel = channelOf(world, interaction);
  return createLoadingMessage(world, channel, appSender(world), extras(world, interaction, ephemeral));
}

export function followUpTo(world: World, interaction: Interaction, draft: MessageDraft): StoredMessage {
  const ephemeral = Boolean(draft.flags & FLAG.ephemeral);
  const base = extras(world, interaction, ephemeral);
  const original = interaction.original?.message.id;
  return createMessage(world, channelOf(world, interaction), draft, appSender(world), {
    ...base,
    type: original === undefined ? 0 : REPLY_TYPE,
    also: { ...base.also, ...(original !== undefined && referenceTo(interaction, original)) },
  });
}

function extras(world: World, interaction: Interaction, ephemeral: boolean): MessageExtras {
  const owner = interaction.guildId ?? '0';
  const user = userObject(userById(world, interaction.userId));
  const isCommand = interaction.type === INTERACTION.command;
  const withoutCommand = interaction.source ? REPLY_TYPE : 0;
  return {
    type: isCommand ? COMMAND_REPLY_TYPE : withoutCommand,
    ephemeralFor: ephemeral ? interaction.userId : null,
    also: {
      interaction_metadata: {
        id: interaction.id,
        type: interaction.type,
        user,
        authorizing_integration_owners: { '0': owner },
        ...(interaction.type === INTERACTION.component && { interacted_message_id: interaction.source?.message.id }),
        ...(interaction.type === INTERACTION.modalSubmit && {
          triggering_interaction_metadata: commandMetadata(interaction, user, owner),
        }),
      },
      ...(isCommand && { interaction: { id: interaction.id, type: 2, name: interaction.commandName, user } }),
      ...(interaction.source && referenceTo(interaction, interaction.source.message.id)),
    } as unknown as NonNullable<MessageExtras['also']>,
  };
}

function commandMetadata(interaction: Interaction, user: object, owner: string) {
  return { id: interaction.id, type: INTERACTION.command, user, authorizing_integration_owners: { '0': owner } };
}

function referenceTo(interaction: Interaction, messageId: string) {
  return {
    message_reference: {
      type: 0,
      channel_id: interaction.channelId,
      message_id: messageId,
      ...(interaction.guildId !== null && { guild_id: interaction.guildId }),
    },
  };
}

function channelOf(world: World, interaction: Interaction): WorldChannel {
  const channel = world.channels.get(interaction.channelId);
  if (!channel) throw unknownChannel();
  return channel;
}
