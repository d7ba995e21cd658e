import { answerWords } from '../../discord/gatewayTrouble.ts';
import { answerTrouble } from '../../discord/readTrouble.ts';

/** Why Discord gave no usable answer, and what to do. Nothing of the error's own text, which may hold an address. */
export function discordTrouble(err: unknown): string {
  return answerWords(answerTrouble(err));
}
