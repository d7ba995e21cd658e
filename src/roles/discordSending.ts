import type { Charts } from '../discord/answer.ts';
import { createLiveBoard } from '../receivers/discord/liveBoard.ts';
import { createDiscordReceiver } from '../receivers/discord/receiver.ts';
import type { Core } from './core.ts';
import type { DiscordLink } from './discordLink.ts';
import { createIncidentPicture } from './incidentPicture.ts';
import { webhookToken } from './webhookHomes.ts';

/** What sends alerts to Discord, and what keeps the live status there. */
export function createDiscordSending(core: Core, link: DiscordLink, charts: Charts) {
  const { clock, log } = core;
  const { rest, liveRest, invalidRequests, webhookChannels, known } = link;
  const receiver = createDiscordReceiver({
    rest,
    tokenOf: (id) => webhookToken(id, [core.config.discord, ...core.config.pipelines]),
    onPostedIn: webhookChannels.note,
    clock,
    log,
    invalidRequests,
    hasBot: known.hasBot,
    knowsWebhook: known.knowsWebhook,
    canReadHistory: known.canReadHistory,
    pingFailure: known.pingFailure,
    onFallbackRefused: known.refuseFallback,
    drawIncident: createIncidentPicture({ monitor: core.monitor, charts, log }),
  });
  return { receiver, board: createLiveBoard({ rest: liveRest, log, invalidRequests }) };
}
