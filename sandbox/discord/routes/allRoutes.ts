import type { Route } from '../rest/apiRequest.ts';
import { channelMessageRoutes } from './channelMessageRoutes.ts';
import { commandRoutes } from './commandRoutes.ts';
import type { GatewayInfo } from './gatewayRoutes.ts';
import { gatewayRoutes } from './gatewayRoutes.ts';
import { guildRoutes } from './guildRoutes.ts';
import { identityRoutes } from './identityRoutes.ts';
import { interactionRoutes } from './interactionRoutes.ts';
import { threadRoutes } from './threadRoutes.ts';
import { webhookBotRoutes } from './webhookBotRoutes.ts';
import { webhookTokenRoutes } from './webhookTokenRoutes.ts';

export function allRoutes(apiBase: () => string, gateway: GatewayInfo): Route[] {
  return [
    ...gatewayRoutes(gateway),
    ...identityRoutes(),
    ...guildRoutes(),
    ...channelMessageRoutes(),
    ...threadRoutes(),
    ...commandRoutes(),
    ...interactionRoutes(),
    ...webhookTokenRoutes(apiBase),
    ...webhookBotRoutes(apiBase),
  ];
}
