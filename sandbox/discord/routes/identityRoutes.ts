import { createHash } from 'node:crypto';
import { invalidForm } from '../rest/apiError.ts';
import type { ApiRequest, ApiResponse, Route } from '../rest/apiRequest.ts';
import { ok } from '../rest/apiRequest.ts';
import { badField, createForm, isObject, readText } from '../rest/form.ts';
import { channelObject } from '../world/channelObject.ts';
import { channelById, openDirectChannel } from '../world/channels.ts';
import { guildPermissions } from '../world/permissions.ts';
import type { WorldGuild } from '../world/types.ts';
import { userById, userObject } from '../world/userObject.ts';
import type { World } from '../world/world.ts';

export function identityRoutes(): Route[] {
  return [
    { method: 'GET', pattern: '/users/@me', auth: 'bot', handle: (_request, world) => ok(currentUser(world)) },
    {
      method: 'GET',
      pattern: '/users/@me/guilds',
      auth: 'bot',
      handle: (request, world) => ok(guildsOf(request, world)),
    },
    { method: 'GET', pattern: '/applications/@me', auth: 'bot', handle: (_request, world) => ok(application(world)) },
    { method: 'POST', pattern: '/users/@me/channels', auth: 'bot', handle: openDirect },
    {
      method: 'GET',
      pattern: '/oauth2/applications/@me',
      auth: 'bot',
      handle: (_request, world) => ok(application(world)),
    },
  ];
}

/** Opens a direct message channel, or answers the one that is open. */
function openDirect(request: ApiRequest, world: World): ApiResponse {
  const form = createForm();
  const body = isObject(request.body) ? request.body : {};
  const recipient = readText(form, ['recipient_id'], body['recipient_id'], { min: 1, max: 20, required: true });
  form.throwIfBad();
  if (recipient === undefined || !world.users.has(recipient))
    throw badField(['recipient_id'], 'UNKNOWN_USER', 'Unknown User');
  return ok(channelObject(world, channelById(world, openDirectChannel(world, recipient).id)));
}

function currentUser(world: World) {
  const user = userObject(userById(world, world.bot.userId));
  return { ...user, verified: true, mfa_enabled: true, locale: 'en-US', email: null, bio: '' };
}

const LARGEST_PAGE = 200;

/** A page of the guilds that the bot is in, by their ids. */
function guildsOf({ query }: ApiRequest, world: World) {
  const { userId } = world.bot;
  const after = BigInt(query.get('after') ?? 0);
  const limit = Number(query.get('limit') ?? LARGEST_PAGE);
  if (!(limit >= 1 && limit <= LARGEST_PAGE)) throw invalidForm();
  return [...world.guilds.values()]
    .filter(({ id, members }) => members.has(userId) && BigInt(id) > after)
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    .slice(0, limit)
    .map((guild) => partialGuild(guild, userId));
}

function partialGuild(guild: WorldGuild, userId: string) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    banner: null,
    owner: guild.ownerId === userId,
    permissions: String(guildPermissions(guild, userId)),
    features: [],
  };
}

function application(world: World) {
  const { applicationId, userId } = world.bot;
  const bot = userById(world, userId);
  const guilds = [...world.guilds.values()].filter(({ members }) => members.has(userId));
  return {
    id: applicationId,
    name: bot.username,
    icon: null,
    description: '',
    summary: '',
    type: null,
    bot: userObject(bot),
    bot_public: true,
    bot_require_code_grant: false,
    owner: userObject(userById(world, world.applicationOwnerId)),
    team: null,
    verify_key: createHash('sha256').update(applicationId).digest('hex'),
    flags: 0,
    flags_new: '0',
    hook: true,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    event_webhooks_url: null,
    event_webhooks_status: 1,
    integration_types_config: { '0': {} },
    approximate_guild_count: guilds.length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
    tags: [],
  };
}
