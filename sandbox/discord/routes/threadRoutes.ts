import type { APIMessage } from 'discord-api-types/v10';
import { ACTIVE_THREADS, MESSAGE_LIMITS } from '../limits.ts';
import { createMessage } from '../messages/createMessage.ts';
import { publicMessage } from '../messages/findMessage.ts';
import { emitMessage } from '../messages/messageEvents.ts';
import { checkTags } from '../messages/postTags.ts';
import { readDraft, readTags } from '../messages/readDraft.ts';
import {
  archivedThread,
  missingPermissions,
  threadAlreadyThere,
  tooManyThreads,
  unknownChannel,
  wrongChannelType,
} from '../rest/apiError.ts';
import { type ApiRequest, type ApiResponse, created, ok, type Route } from '../rest/apiRequest.ts';
import { createForm, isObject, type Json, readChoice, readText } from '../rest/form.ts';
import { channelObject, holdsOnlyThreads } from '../world/channelObject.ts';
import { changeThread, emitChannel } from '../world/channels.ts';
import { channelPermissions, PERMISSION } from '../world/permissions.ts';
import { archivedAt, isArchived } from '../world/threadState.ts';
import { makeThread, threadsIn } from '../world/threads.ts';
import type { ThreadState, WorldChannel } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { channelFor, guildFor } from './access.ts';
import { botSender, withinPermissions } from './channelMessageRoutes.ts';

/** https://discord.com/developers/docs/resources/channel#start-thread-from-message and those after it. */
export function threadRoutes(): Route[] {
  return [
    { method: 'POST', pattern: '/channels/:channel/messages/:message/threads', auth: 'bot', handle: startFromMessage },
    { method: 'POST', pattern: '/channels/:channel/threads', auth: 'bot', handle: openPost },
    { method: 'PATCH', pattern: '/channels/:channel', auth: 'bot', handle: change },
    { method: 'GET', pattern: '/guilds/:guild/threads/active', auth: 'bot', handle: listActive },
    { method: 'GET', pattern: '/channels/:channel/threads/archived/public', auth: 'bot', handle: listArchived },
  ];
}

const HAS_THREAD = 1 << 5;
const THREAD_STARTER_MESSAGE = 21;
const TEXT = 0;
const ANNOUNCEMENT = 5;

/** The thread has the id of the message. */
function startFromMessage(request: ApiRequest, world: World): ApiResponse {
  const channel = channelFor(request, world, PERMISSION.createPublicThreads);
  if (channel.type !== TEXT && channel.type !== ANNOUNCEMENT) throw wrongChannelType();
  const stored = publicMessage(world, channel.id, request.param('message'));
  const facts = readThread(bodyOf(request), ['name']);
  if (world.channels.has(stored.message.id)) throw threadAlreadyThere();
  refuseTooMany(world, channel);
  const { id } = stored.message;
  const thread = makeThread(world, channel, { ...facts, id, ownerId: world.bot.userId });
  const object = channelObject(world, thread);
  stored.message = { ...stored.message, flags: (stored.message.flags ?? 0) | HAS_THREAD, thread: object } as APIMessage;
  emitMessage(world, 'MESSAGE_UPDATE', stored);
  createMessage(world, thread, { ...EMPTY_DRAFT, hasPoll: true }, botSender(world), {
    type: THREAD_STARTER_MESSAGE,
    also: { message_reference: { type: 0, channel_id: channel.id, message_id: id } },
  });
  return created(object);
}

const EMPTY_DRAFT = readDraft({ body: {}, files: [] }, { from: 'interaction' });

/** A post of a forum is a thread with its first message, which has its id. */
function openPost(request: ApiRequest, world: World): ApiResponse {
  const forum = channelFor(request, world);
  if (!holdsOnlyThreads(forum)) throw wrongChannelType();
  const body = bodyOf(request);
  const facts = readThread(body, ['name']);
  const draft = readDraft({ body: body['message'], files: request.files }, { from: 'channel' });
  const form = createForm();
  const tags = readTags(form, body['applied_tags']);
  form.throwIfBad();
  const permitted = withinPermissions(world, forum, draft);
  const appliedTags = checkTags(world, forum, tags, world.bot.userId);
  refuseTooMany(world, forum);
  const thread = makeThread(world, forum, { ...facts, appliedTags, ownerId: world.bot.userId });
  const { message } = createMessage(world, thread, permitted, botSender(world), { also: { id: thread.id } });
  return created({ ...channelObject(world, thread), message });
}

/** Only an archived thread that nobody locked can be opened again by everybody who may write in it; the rest is up to its owner and the moderators. */
function change(request: ApiRequest, world: World): ApiResponse {
  const channel = channelFor(request, world);
  const { thread } = channel;
  if (thread === null) throw missingPermissions();
  const body = bodyOf(request);
  const bits = channelPermissions(world, channel, world.bot.userId);
  const isModerator = (bits & PERMISSION.manageThreads) !== 0n;
  const opens = body['archived'] === false;
  if (isArchived(world, channel) && !opens) throw archivedThread();
  if ('locked' in body && !isModerator) throw missingPermissions();
  if (opens && (thread.locked ? !isModerator : !(bits & PERMISSION.sendMessagesInThreads))) throw missingPermissions();
  const ofOwner = Object.keys(body).some((key) => key !== 'locked' && !(key === 'archived' && opens));
  if (ofOwner && !isModerator && thread.ownerId !== world.bot.userId) throw missingPermissions();
  apply(world, channel, thread, body);
  return ok(channelObject(world, channel));
}

function apply(world: World, channel: WorldChannel, thread: ThreadState, body: Json): void {
  const facts = readThread(body, []);
  const form = createForm();
  const tags = readTags(form, body['applied_tags']);
  form.throwIfBad();
  const home = world.channels.get(channel.parentId ?? '');
  if (home === undefined) throw unknownChannel();
  if ('applied_tags' in body) thread.appliedTags = checkTags(world, home, tags, world.bot.userId);
  channel.name = facts.name || channel.name;
  thread.autoArchiveMinutes = facts.autoArchiveMinutes ?? thread.autoArchiveMinutes;
  changeThread(world, thread, {
    ...(typeof body['archived'] === 'boolean' && { archived: body['archived'] }),
    ...(typeof body['locked'] === 'boolean' && { locked: body['locked'] }),
  });
  emitChannel(world, channel, 'UPDATE');
}

function listActive(request: ApiRequest, world: World): ApiResponse {
  const guild = guildFor(request, world);
  const active = threadsIn(world, { guildId: guild.id }).filter(
    (thread) => !isArchived(world, thread) && isSeen(world, thread),
  );
  return ok({
    threads: newestFirst(active).map((thread) => channelObject(world, thread)),
    members: [],
    has_more: false,
  });
}

const MOST_THREADS = 100;

/** Those that were archived last come first. */
function listArchived(request: ApiRequest, world: World): ApiResponse {
  const channel = channelFor(request, world, PERMISSION.readMessageHistory);
  const before = Date.parse(request.query.get('before') ?? '');
  const limit = Math.min(Number(request.query.get('limit') ?? MOST_THREADS), MOST_THREADS);
  const all = threadsIn(world, { parentId: channel.id })
    .filter((thread) => isArchived(world, thread))
    .filter((thread) => Number.isNaN(before) || archivedAt(world, thread) < before)
    .toSorted((a, b) => archivedAt(world, b) - archivedAt(world, a));
  const threads = all.slice(0, limit).map((thread) => channelObject(world, thread));
  return ok({ threads, members: [], has_more: all.length > limit });
}

const AUTO_ARCHIVE_MINUTES = [60, 1_440, 4_320, 10_080] as const;

function readThread(
  body: Json,
  needed: readonly 'name'[],
): { readonly name: string; readonly autoArchiveMinutes?: number } {
  const form = createForm();
  const rules = { min: 1, max: MESSAGE_LIMITS.threadName, required: needed.includes('name') };
  const name = readText(form, ['name'], body['name'], rules) ?? '';
  const asked = body['auto_archive_duration'];
  const minutes = asked == null ? undefined : readChoice(form, ['auto_archive_duration'], asked, AUTO_ARCHIVE_MINUTES);
  form.throwIfBad();
  return { name, ...(minutes === undefined ? {} : { autoArchiveMinutes: minutes }) };
}

function bodyOf({ body }: ApiRequest): Json {
  return isObject(body) ? body : {};
}

function refuseTooMany(world: World, { guildId }: WorldChannel): void {
  const active = threadsIn(world, { guildId: guildId ?? '' }).filter((thread) => !isArchived(world, thread));
  if (active.length >= ACTIVE_THREADS) throw tooManyThreads();
}

function isSeen(world: World, thread: WorldChannel): boolean {
  return (channelPermissions(world, thread, world.bot.userId) & PERMISSION.viewChannel) !== 0n;
}

function newestFirst(threads: readonly WorldChannel[]): WorldChannel[] {
  return threads.toSorted((a, b) => (BigInt(b.id) > BigInt(a.id) ? 1 : -1));
}
