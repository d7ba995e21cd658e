import type { APIMessage } from 'discord-api-types/v10';
import { MESSAGE_LIMITS } from '../limits.ts';
import { emptyMessage, tooManyAttachments } from '../rest/apiError.ts';
import { badField } from '../rest/form.ts';
import { wireDate } from '../wireDate.ts';
import type { StoredMessage, WorldChannel } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { showInEmbeds, storeFile } from './attachments.ts';
import { textsOf } from './componentTree.ts';
import type { MessageDraft } from './draft.ts';
import { FLAG } from './flags.ts';
import type { MentionRights } from './mentions.ts';
import { effectiveMentions } from './mentions.ts';
import { emitMessage } from './messageEvents.ts';
import { storedComponents } from './storedComponents.ts';

/** What the draft does not name stays. The first content of a deferred reply does not count as an edit. */
export function editMessage(world: World, stored: StoredMessage, draft: MessageDraft, rights: MentionRights): void {
  const before = stored.message;
  const channel = world.channels.get(before.channel_id);
  if (!channel) return;
  const attachments = editedAttachments(world, channel.id, stored, draft);
  const shown = showInEmbeds(draft.embeds ?? before.embeds, attachments);
  const wasLoading = Boolean((before.flags ?? 0) & FLAG.loading);

  const after = {
    ...before,
    content: draft.content ?? before.content,
    components: draft.components ? storedComponents(world, draft.components, attachments) : before.components,
    embeds: shown.embeds,
    attachments: shown.listed,
    flags: ((before.flags ?? 0) & ~FLAG.loading) | (draft.flags & ~FLAG.ephemeral),
    edited_timestamp: wasLoading ? null : wireDate(world.now()),
  } as APIMessage;
  checkWhole(after, draft);
  if (draft.content !== undefined || draft.components)
    Object.assign(after, mentionsOf(world, channel, after, draft, rights));
  stored.message = after;
  stored.attachments = attachments;
  emitMessage(world, 'MESSAGE_UPDATE', stored);
}

function checkWhole(message: APIMessage, draft: MessageDraft): void {
  const lists = [message.embeds, message.components, message.attachments];
  if (message.content === '' && !draft.hasPoll && lists.every((list) => !list?.length)) throw emptyMessage();
  const isV2 = Boolean((message.flags ?? 0) & FLAG.isComponentsV2);
  if (isV2 && (message.content !== '' || message.embeds.length > 0)) {
    throw badField(
      ['flags'],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'content and embeds must be null before MessageFlags.IS_COMPONENTS_V2 can be set',
    );
  }
}

function mentionsOf(
  world: World,
  channel: WorldChannel,
  message: APIMessage,
  draft: MessageDraft,
  rights: MentionRights,
) {
  const text = [message.content, ...textsOf(message.components ?? [])].join('\n');
  return effectiveMentions(world, channel, text, draft.allowedMentions, rights);
}

/** A given list names every file that stays; files of the request are added to it. */
function editedAttachments(world: World, channelId: string, stored: StoredMessage, draft: MessageDraft) {
  const kept = stored.attachments.filter(({ id }) => draft.attachments?.some((note) => note.id === id) ?? true);
  const added = draft.files.map((file) =>
    storeFile(
      world,
      channelId,
      file,
      draft.attachments?.find(({ id }) => id === file.index),
      stored.ephemeralFor !== null,
    ),
  );
  const all = [...kept, ...added];
  if (all.length > MESSAGE_LIMITS.attachments) throw tooManyAttachments(MESSAGE_LIMITS.attachments);
  return all;
}

export function deleteMessage(world: World, stored: StoredMessage): void {
  if (stored.deleted) return;
  stored.deleted = true;
  emitMessage(world, 'MESSAGE_DELETE', stored);
}
