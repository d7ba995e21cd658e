import {
  forumNeedsOneThread,
  forumNeedsThread,
  lockedThread,
  threadsOnlyInForums,
  unknownChannel,
} from '../rest/apiError.ts';
import type { ApiRequest, ApiResponse } from '../rest/apiRequest.ts';
import { noContent, ok, queryFlag } from '../rest/apiRequest.ts';
import { holdsOnlyThreads, isThread } from '../world/channelObject.ts';
import { makeThread, wake } from '../world/threads.ts';
import type { WorldChannel, WorldWebhook } from '../world/types.ts';
import { webhookAuthor } from '../world/userObject.ts';
import type { World } from '../world/world.ts';
import { createMessage, refuseEmpty } from './createMessage.ts';
import type { MessageDraft } from './draft.ts';
import { checkTags } from './postTags.ts';
import { readDraft } from './readDraft.ts';
import { componentsPermitted, webhookMentions } from './webhookRules.ts';

export function executeWebhook(request: ApiRequest, world: World, webhook: WorldWebhook): ApiResponse {
  const draft = componentsPermitted(request, webhook, readDraft(request, { from: 'webhook' }));
  // Before a thread is made for it.
  refuseEmpty(draft);
  const channel = target(request, world, webhook, draft);
  const sender = {
    author: webhookAuthor(webhook, draft.username, draft.avatarUrl && 'b'.repeat(32)),
    applicationId: webhook.applicationId,
    webhookId: webhook.id,
    rights: webhookMentions(webhook),
  };
  // The first message of a post has its id.
  const also = draft.threadName === undefined ? {} : { also: { id: channel.id } };
  const { message } = createMessage(world, channel, draft, sender, also);
  return queryFlag(request, 'wait') ? ok(message) : noContent();
}

/** The webhook's channel, a thread in it, or — in a forum — one of its threads, made on the way if a name is given. */
function target(request: ApiRequest, world: World, webhook: WorldWebhook, draft: MessageDraft): WorldChannel {
  const home = world.channels.get(webhook.channelId);
  if (!home) throw unknownChannel();
  const threadId = request.query.get('thread_id');
  if (threadId !== null && draft.threadName !== undefined) throw forumNeedsOneThread();
  if (threadId !== null) return threadOf(world, home, threadId);
  if (draft.threadName !== undefined && !holdsOnlyThreads(home)) throw threadsOnlyInForums();
  if (draft.threadName !== undefined) {
    const appliedTags = checkTags(world, home, draft.appliedTags, null);
    return makeThread(world, home, { name: draft.threadName, ownerId: webhook.id, appliedTags });
  }
  if (holdsOnlyThreads(home)) throw forumNeedsThread();
  return home;
}

/** Posting wakes an archived thread. */
function threadOf(world: World, home: WorldChannel, threadId: string): WorldChannel {
  const thread = world.channels.get(threadId);
  if (!thread || !isThread(thread) || thread.parentId !== home.id) throw unknownChannel();
  if (thread.thread?.locked) throw lockedThread();
  wake(world, thread);
  return thread;
}
