import type { ServerResponse } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly text: string;
}

export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>>): Answer {
  if (body === undefined) return { status, headers, body, text: '' };
  return { status, headers: { 'content-type': 'application/json', ...headers }, body, text: JSON.stringify(body) };
}

export function plainAnswer(answer: Omit<Answer, 'text'> & { readonly body: string }): Answer {
  return { ...answer, text: answer.body };
}

export function writeAnswer(response: ServerResponse, { status, headers, text }: Answer): void {
  response.writeHead(status, headers);
  response.end(text === '' ? undefined : text);
}
