import { parseWebhookUrl } from '../discord/webhookUrl.ts';
import { type AllowedQuery, secretAddressProblem } from '../redaction/secretAddress.ts';
import type { Settings } from './settings.ts';
import { valueIn } from './valueIn.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const THREAD_QUERY: AllowedQuery = {
  form: /^\?thread_id=\d+$/,
  words: 'must have nothing after the token, except ?thread_id= and the id of a thread',
};

/** What is wrong with the settings of Discord taken together. */
export function discordProblems(settings: Partial<Settings>, environment: Environment): string[] {
  const { DISCORD_API_URL, DISCORD_WEBHOOK_URL, DISCORD_ALERT_ROLE_ID, DISCORD_ALERT_USER_ID, ROLES } = settings;
  const problems: string[] = [];
  if (DISCORD_ALERT_ROLE_ID !== undefined && DISCORD_ALERT_USER_ID !== undefined) {
    problems.push(
      'DISCORD_ALERT_ROLE_ID and DISCORD_ALERT_USER_ID cannot both be set: keep the one that alerts should ping.',
    );
  }
  // What only takes results in has nothing to do with Discord.
  const needsDiscord = ROLES?.some((role) => role !== 'ingest') ?? true;
  const hasWay = ['DISCORD_TOKEN', 'DISCORD_WEBHOOK_URL'].some((name) => valueIn(environment, name) !== undefined);
  if (needsDiscord && !hasWay) {
    problems.push(
      'DISCORD_TOKEN or DISCORD_WEBHOOK_URL is missing: set a bot token for alerts and commands, or a webhook for alerts alone.',
    );
  }
  const wrong = DISCORD_WEBHOOK_URL === undefined ? null : webhookProblem(DISCORD_WEBHOOK_URL, DISCORD_API_URL ?? null);
  if (wrong !== null) problems.push(`DISCORD_WEBHOOK_URL ${wrong}.`);
  return problems;
}

/** What is wrong with the address of a webhook, without anything of it; null where nothing is. */
export function webhookProblem(address: string, apiUrl: string | null): string | null {
  const unsafe = secretAddressProblem(address, THREAD_QUERY);
  if (unsafe !== null) return unsafe;
  return parseWebhookUrl(address, apiUrl) === null
    ? 'must be the whole address that Discord shows under Edit Channel, Integrations, Webhooks, Copy Webhook URL'
    : null;
}
