import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { LocalDiscord } from '../discord/localDiscordTypes.ts';
import type { ChannelFeed } from './channelFeed.ts';
import type { PageAction } from './pageActions.ts';
import { isPictureType } from './pictureView.ts';

interface PageParts {
  readonly discord: LocalDiscord;
  readonly feed: ChannelFeed;
  readonly actions: ReadonlyMap<string, PageAction>;
}

/** Whatever a message says, the page runs its own script only and loads nothing from elsewhere. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

const STATIC_FOLDER = new URL('static/', import.meta.url);
const INTER = import.meta.resolve('@expo-google-fonts/inter/package.json');

const STATIC: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/icon.svg': ['icon.svg', 'image/svg+xml'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/elements.js': ['elements.js', 'text/javascript; charset=utf-8'],
  '/channelList.js': ['channelList.js', 'text/javascript; charset=utf-8'],
  '/message.js': ['message.js', 'text/javascript; charset=utf-8'],
  '/form.js': ['form.js', 'text/javascript; charset=utf-8'],
  '/selectMenu.js': ['selectMenu.js', 'text/javascript; charset=utf-8'],
  '/inter-400.ttf': [new URL('400Regular/Inter_400Regular.ttf', INTER).href, 'font/ttf'],
  '/inter-700.ttf': [new URL('700Bold/Inter_700Bold.ttf', INTER).href, 'font/ttf'],
  '/messageBox.js': ['messageBox.js', 'text/javascript; charset=utf-8'],
};

export function createPageServer(parts: PageParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    if (!isLocal(request)) end(response, 403, 'This page is for this machine only.');
    else if (request.method === 'POST') void runAction(request, response, parts.actions.get(path));
    else if (path === '/events') stream(response, parts.feed);
    else if (path.startsWith('/files/')) sendFile(response, parts.discord.file(path.slice('/files/'.length)));
    else sendStatic(response, STATIC[path]);
  };
}

/** Another site's name that points to 127.0.0.1 must not open this page to that site's scripts. */
function isLocal({ headers }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');
}

async function runAction(
  request: IncomingMessage,
  response: ServerResponse,
  run: PageAction = nothingHere,
): Promise<void> {
  // A browser asks before it sends JSON to another site, and nobody here answers that.
  if (request.headers['content-type'] !== 'application/json') {
    end(response, 415, 'Only JSON is read here.');
    return;
  }
  try {
    const answer = await run(await json(request));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  } catch {
    end(response, 400, 'This cannot be read.');
  }
}

async function nothingHere(): Promise<never> {
  throw new Error('There is nothing here.');
}

function stream(response: ServerResponse, feed: ChannelFeed): void {
  response.setHeader('content-type', 'text/event-stream');
  response.flushHeaders();
  const unsubscribe = feed.subscribe((change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
  response.on('close', unsubscribe);
}

function sendStatic(response: ServerResponse, found: (typeof STATIC)[string] | undefined): void {
  if (found === undefined) {
    end(response, 404, 'There is nothing here.');
    return;
  }
  const [file, type] = found;
  response.setHeader('content-type', type).end(readFileSync(new URL(file, STATIC_FOLDER)));
}

function sendFile(response: ServerResponse, file: ReturnType<LocalDiscord['file']>): void {
  if (file === undefined) {
    end(response, 404, 'There is no such file.');
    return;
  }
  // Only pictures are shown; anything else a browser might run is saved instead.
  if (isPictureType(file.contentType)) response.setHeader('content-type', file.contentType);
  else {
    response.setHeader('content-type', 'application/octet-stream');
    response.setHeader('content-disposition', `attachment; filename="${file.filename}"`);
  }
  response.end(file.bytes);
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}
