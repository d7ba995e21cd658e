import { ApplicationFlags } from 'discord-api-types/v10';
import type { DiscordApplication } from './discordApi.ts';
import { discordTrouble } from './discordTrouble.ts';
import { type Finding, findingsAbout } from './finding.ts';

const aboutToken = findingsAbout('Discord token');
const aboutIntents = findingsAbout('Intents');

/** The switches in the developer portal, page Bot, by the flags that they set. */
const PRIVILEGED = [
  ['Presence', ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited],
  ['Server Members', ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited],
  ['Message Content', ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited],
] as const;

export function judgeTokenFailure(err: unknown): Finding {
  return aboutToken.failure(discordTrouble(err));
}

export function judgeApplication(application: DiscordApplication): readonly Finding[] {
  return [
    aboutToken.ok(`Discord knows the bot as ${application.name} (${application.id}).`),
    ...(application.interactions_endpoint_url == null
      ? []
      : [
          aboutToken.warning(
            'slash commands go to the Interactions Endpoint URL of the application instead of to the bot: clear it at discord.com/developers, page General Information.',
          ),
        ]),
    aboutIntents.ok(
      `only Guilds is requested, which needs no switch in the developer portal.${privilegedWords(application.flags)}`,
    ),
  ];
}

function privilegedWords(flags: number): string {
  const on = PRIVILEGED.filter(([, bits]) => (flags & bits) !== 0).map(([name]) => name);
  return on.length === 0 ? '' : ` The application has ${on.join(', ')} switched on; the monitor does not use it.`;
}
