import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import type { Mood } from './mood.ts';

/** Sends what the mood makes of an answer, if it sends anything, and names it for the list of calls. */
export function sendByMood(mood: Mood, answer: Answer, response: ServerResponse): string {
  if (typeof mood === 'object' && 'slowMs' in mood) sendLate(response, answer.body, mood.slowMs);
  else if (mood === 'healthy' || typeof mood === 'object') send(response, 200, answer.body);
  else if (mood === 'reset') response.socket?.resetAndDestroy();
  else if (mood !== 'unanswered') send(response, ...spoilt(mood, answer.body));

  return typeof mood === 'object' || mood === 'healthy' ? answer.outcome : mood;
}

type SpoilingMood = Exclude<Mood, object | 'healthy' | 'reset' | 'unanswered'>;

function spoilt(mood: SpoilingMood, body: string): [status: number, body: string] {
  switch (mood) {
    case 'badGateway':
      return [502, htmlPage('502 Bad Gateway')];
    case 'serverError':
      return [500, htmlPage('500 Internal Server Error')];
    case 'tooManyRequests':
      return [429, 'ERROR_TOO_MUCH_REQUESTS'];
    case 'emptyBody':
      return [200, ''];
    case 'truncatedJson':
      return [200, body.slice(0, -4)];
    case 'plainText':
      return [200, 'Service is under maintenance, please try again later.'];
  }
}

/** PHP's default type whatever the body is: none is documented, so a client must not choose its parser by it. */
export function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' }).end(body);
}

export function htmlPage(title: string): string {
  return `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center><hr></body></html>`;
}

function sendLate(response: ServerResponse, body: string, delayMs: number): void {
  const timer = setTimeout(() => send(response, 200, body), delayMs);
  response.once('close', () => clearTimeout(timer));
}
