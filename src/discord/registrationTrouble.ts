import { RateLimitError } from '@discordjs/rest';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { MINUTE, type Millis } from '../monitor/time.ts';
import { discordCode } from './discordCode.ts';
import { answerWords } from './gatewayTrouble.ts';
import { answerTrouble } from './readTrouble.ts';
import { RegistrationError } from './registrationError.ts';

/** Why Discord does not take the commands, and what to do; for the log, `/readyz` and `npm run register`. */
export function registrationWords(err: unknown): string {
  if (err instanceof RegistrationError) return err.message;
  if (err instanceof RateLimitError && err.retryAfter > LONG_MS) return limitWords(err.retryAfter);
  const code = discordCode(err);
  if (code === RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached) {
    return 'Discord has as many commands of this application as it allows (100). Remove some that other programs registered under the same application.';
  }
  const trouble = answerTrouble(err);
  if (trouble.type !== 'refused') return answerWords(trouble);
  return trouble.status === 403 || trouble.status === 404
    ? 'Discord does not let the bot register commands there: check DISCORD_COMMANDS_GUILD_ID, and invite the bot with the scope applications.commands.'
    : `Discord does not accept the commands as they are (${code}): update the program.`;
}

/** Above this it is the limit of a day. */
const LONG_MS: Millis = MINUTE;

function limitWords(retryAfter: Millis): string {
  return `Discord accepts no commands for the next ${Math.ceil(retryAfter / MINUTE)} min: too many were written (at most 200 new ones a day). The bot runs with those that it has; they are compared again then.`;
}
