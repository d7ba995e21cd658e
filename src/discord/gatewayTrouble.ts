import type { Millis } from '../monitor/time.ts';

/** Why Discord gave no usable answer to a question. */
export type AnswerTrouble =
  | { readonly type: 'rateLimited'; readonly afterMs: Millis | null }
  /** Discord's own 401. */
  | { readonly type: 'tokenRefused' }
  | { readonly type: 'refused'; readonly status: number }
  /** A page, a redirect or rubbish: something in between has answered. */
  | { readonly type: 'notDiscord' }
  | { readonly type: 'fault'; readonly status: number }
  | { readonly type: 'late' }
  /** A code of the system's, such as ECONNREFUSED. */
  | { readonly type: 'certificate' | 'unreachable'; readonly code: string | null };

/** Why the bot is not connected. */
export type GatewayTrouble =
  | AnswerTrouble
  | { readonly type: 'noLoginsLeft'; readonly until: Millis }
  | { readonly type: 'intentsRefused'; readonly code: number }
  | { readonly type: 'closed'; readonly code: number }
  | { readonly type: 'shardingRequired' }
  | { readonly type: 'noReady' }
  | { readonly type: 'unexpected'; readonly name: string };

/** Trouble that only the operator can mend: trying again would change nothing. */
export type FinalTrouble = Extract<GatewayTrouble, { type: 'tokenRefused' | 'intentsRefused' }>;

export function isFinal(trouble: GatewayTrouble): trouble is FinalTrouble {
  return trouble.type === 'tokenRefused' || trouble.type === 'intentsRefused';
}

/** The one sentence for the log, `/readyz` and the doctor: what is so, and what to do. */
export function troubleWords(trouble: GatewayTrouble): string {
  switch (trouble.type) {
    case 'noLoginsLeft':
      return `the bot may not log in again until ${minuteWords(trouble.until)}: find out what restarts the bot, in its log.`;
    case 'intentsRefused':
      return `Discord refuses the intents of the bot (close code ${trouble.code}): update the program and restart it.`;
    case 'closed':
      return `Discord closes the connection (close code ${trouble.code}): it is tried again.`;
    case 'shardingRequired':
      return 'the bot is in too many servers for its number of shards: the monitor connects with more shards.';
    case 'noReady':
      return 'Discord does not finish the login: it is tried again, discordstatus.com may say more.';
    case 'unexpected':
      return `the login fails unexpectedly (${trouble.name}): it is tried again, and the log has more.`;
    default:
      return answerWords(trouble);
  }
}

export function answerWords(trouble: AnswerTrouble): string {
  switch (trouble.type) {
    case 'rateLimited':
      // Discord's answer to a banned address names no time.
      return trouble.afterMs === null
        ? 'Discord blocks the address of this machine for now: wait an hour, and look for a program that asks Discord too often.'
        : `Discord asks to wait ${Math.ceil(trouble.afterMs / 1_000)} s: try again then.`;
    case 'tokenRefused':
      return 'Discord does not accept DISCORD_TOKEN: copy it again from discord.com/developers, page Bot, Reset Token, and restart the monitor.';
    case 'refused':
      return `Discord refuses to answer (${trouble.status}): check DISCORD_API_URL, and whether a proxy answers in its place.`;
    case 'notDiscord':
      return 'the answer is not one of Discord’s: check DISCORD_API_URL, and whether a proxy answers in its place.';
    case 'fault':
      return `Discord has an internal error (${trouble.status}): try again later, discordstatus.com says more.`;
    case 'late':
      return 'Discord does not answer in time: check the network and the firewall of this machine.';
    case 'certificate':
      return `the certificate of Discord’s address is not trusted${codeWords(trouble.code)}: check the clock of this machine, and whether a proxy stands in between.`;
    case 'unreachable':
      return `Discord cannot be reached${codeWords(trouble.code)}: check the network, the firewall and DNS of this machine, and DISCORD_API_URL.`;
  }
}

export function minuteWords(at: Millis): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function codeWords(code: string | null): string {
  return code === null ? '' : ` (${code})`;
}
