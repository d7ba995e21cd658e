import { GLOBAL, withoutLocalizations } from '../commands/commandObject.ts';
import { putCommands, upsertCommand } from '../commands/registerCommands.ts';
import { missingAccess, unknownCommand } from '../rest/apiError.ts';
import type { ApiRequest, ApiResponse, Route } from '../rest/apiRequest.ts';
import { created, noContent, ok, queryFlag } from '../rest/apiRequest.ts';
import type { World } from '../world/world.ts';
import { checkApplication } from './access.ts';

const SCOPES = [
  { base: '/applications/:application/commands', scope: () => GLOBAL },
  { base: '/applications/:application/guilds/:guild/commands', scope: guildScope },
] as const;

export function commandRoutes(): Route[] {
  return SCOPES.flatMap(({ base, scope }) => {
    const route = (
      method: string,
      pattern: string,
      handle: (request: ApiRequest, world: World, scope: string) => ApiResponse,
    ): Route => ({
      method,
      pattern,
      auth: 'bot',
      ...(method !== 'GET' && { bucket: 'commandWrite' as const }),
      handle(request, world) {
        checkApplication(request, world);
        return handle(request, world, scope(request, world));
      },
    });
    return [
      route('GET', base, list),
      route('PUT', base, (request, world, at) => ok(putCommands(world, at, request.body))),
      route('POST', base, (request, world, at) => {
        const { command, isNew } = upsertCommand(world, at, request.body);
        return isNew ? created(command) : ok(command);
      }),
      route('GET', `${base}/:command`, (request, world, at) => ok(find(request, world, at))),
      route('DELETE', `${base}/:command`, (request, world, at) => {
        const gone = find(request, world, at);
        world.commands.set(
          at,
          (world.commands.get(at) ?? []).filter((command) => command !== gone),
        );
        return noContent();
      }),
    ];
  });
}

function list(request: ApiRequest, world: World, scope: string): ApiResponse {
  const commands = world.commands.get(scope) ?? [];
  if (queryFlag(request, 'with_localizations')) return ok(commands);
  const locale = request.headers['x-discord-locale'];
  return ok(withoutLocalizations(commands, typeof locale === 'string' ? locale : undefined));
}

function find(request: ApiRequest, world: World, scope: string) {
  const command = world.commands.get(scope)?.find(({ id }) => id === request.param('command'));
  if (!command) throw unknownCommand();
  return command;
}

/** Only where the app is installed. */
function guildScope(request: ApiRequest, world: World): string {
  const guildId = request.param('guild');
  if (!world.guilds.get(guildId)?.members.has(world.bot.userId)) throw missingAccess();
  return guildId;
}
