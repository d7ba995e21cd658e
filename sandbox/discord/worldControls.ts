import { createActor } from './actor/actor.ts';
import type { WorldControls } from './localDiscordTypes.ts';
import { deleteMessage } from './messages/editMessage.ts';
import { findMessage, messagesIn } from './messages/findMessage.ts';
import { channelObject } from './world/channelObject.ts';
import { addChannel, channelById, deleteChannel, openDirectChannel, updateChannel } from './world/channels.ts';
import {
  addGuild,
  addMember,
  inviteBot,
  removeGuild,
  renameGuild,
  setGuildAvailable,
  setGuildOwner,
  setPreferredLocale,
  setSystemChannel,
} from './world/guilds.ts';
import { addRole, deleteRole, updateRole } from './world/roles.ts';
import { threadsIn } from './world/threads.ts';
import { webhookUrl } from './world/webhookObject.ts';
import { addWebhook, removeWebhook } from './world/webhooks.ts';
import type { World } from './world/world.ts';

export function worldControls(world: World, apiBase: () => string): WorldControls {
  return {
    addGuild: (facts) => addGuild(world, facts),
    inviteBot: (guildId, permissions) => inviteBot(world, guildId, permissions),
    removeGuild: (guildId) => removeGuild(world, guildId),
    renameGuild: (guildId, name) => renameGuild(world, guildId, name),
    setPreferredLocale: (guildId, locale) => setPreferredLocale(world, guildId, locale),
    setGuildOwner: (guildId, ownerId) => setGuildOwner(world, guildId, ownerId),
    setApplicationOwner(userId) {
      world.applicationOwnerId = userId;
    },
    setSystemChannel: (guildId, channelId) => setSystemChannel(world, guildId, channelId),
    setGuildAvailable: (guildId, available) => setGuildAvailable(world, guildId, available),
    addChannel: (guildId, facts) => addChannel(world, guildId, facts),
    updateChannel: (channelId, facts) => updateChannel(world, channelId, facts),
    channel(channelId) {
      const channel = world.channels.get(channelId);
      return channel === undefined ? null : channelObject(world, channel);
    },
    threads: (channelId) => threadsIn(world, { parentId: channelId }).map(({ id, name }) => ({ id, name })),
    deleteChannel: (channelId) => deleteChannel(world, channelId),
    openDirectChannel: (userId) => openDirectChannel(world, userId),
    addRole: (guildId, facts) => addRole(world, guildId, facts),
    updateRole: (guildId, roleId, facts) => updateRole(world, guildId, roleId, facts),
    deleteRole: (guildId, roleId) => deleteRole(world, guildId, roleId),
    addUser({ username, locale = 'en-US' }) {
      const id = world.nextId();
      world.users.set(id, { id, username, locale, bot: false });
      return { id };
    },
    addMember: (guildId, userId, { permissions = 0n } = {}) => addMember(world, guildId, userId, permissions),
    createWebhook(channelId, { name = 'Alerts', applicationOwned = false } = {}) {
      const { applicationId, userId } = world.bot;
      const { id, token } = addWebhook(world, channelById(world, channelId), {
        name,
        avatar: null,
        applicationId: applicationOwned ? applicationId : null,
        creatorId: applicationOwned ? userId : world.owner.id,
      });
      return { id, token, url: webhookUrl(apiBase(), { id, token }) };
    },
    deleteWebhook(webhookId) {
      const webhook = world.webhooks.get(webhookId);
      if (webhook) removeWebhook(world, webhook);
    },
    messages: (channelId) =>
      messagesIn(world, channelId)
        .filter(({ ephemeralFor }) => ephemeralFor === null)
        .map(({ message }) => message),
    deleteMessage: (channelId, messageId) => deleteMessage(world, findMessage(world, channelId, messageId)),
    file: (attachmentId) => world.files.get(attachmentId),
    as: (who) => createActor(world, who),
  };
}
