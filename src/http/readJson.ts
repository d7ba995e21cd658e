import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { isGzip } from './gunzip.ts';
import { BadRequest } from './solveResultBody.ts';

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;
const UTF8 = /^(?:utf-?8|us-ascii)$/i;
const AS_IT_IS = /^\s*identity\s*$/i;
const BYTE_ORDER_MARK = '\ufeff';
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** The text of a body. What is not UTF-8 is refused, for it would become other text without anybody noticing. */
export function textOf(headers: IncomingHttpHeaders, body: Buffer): string {
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!UTF8.test(charset)) throw new BadRequest('Send the body as UTF-8.', null, 415);
  // What is packed has been unpacked by now.
  if (!AS_IT_IS.test(headers['content-encoding'] ?? 'identity') && !isGzip(headers))
    throw new BadRequest('Send the body uncompressed or with gzip.', null, 415);
  if (!isUtf8(body)) throw new BadRequest('The body is not valid UTF-8.', null);
  const text = body.toString('utf8');
  // Windows begins files with it, and RFC 8259 (8.1) lets a reader skip it.
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** The value of a JSON text. Names such as `__proto__` need no care: fields that are not known are refused by name. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadRequest('The body is not JSON.', null);
  }
  if (namesTwice(text, value)) throw new BadRequest('The body names a field twice in one object.', null);
  return value;
}

/** The body of a request. Only here, not in the parser, after whose failures Fastify closes the connection with whatever else was sent on it. */
export function parsed(body: unknown): unknown {
  return typeof body === 'function' ? body() : body;
}

/** Whether an object in a JSON text has a name twice, of which `JSON.parse` keeps the last: then it has fewer fields than colons. */
export function namesTwice(text: string, value: unknown): boolean {
  const fields = fieldsIn(value);
  // Where no string has one, which is quickly seen, nobody needs to know what is a string.
  return allColonsIn(text) !== fields && colonsIn(text) !== fields;
}

function allColonsIn(text: string): number {
  let colons = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) colons += 1;
  return colons;
}

/** Outside of strings; the text is known to be JSON. */
function colonsIn(text: string): number {
  let colons = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) inString = !inString;
    else if (inString && unit === BACKSLASH) i += 1;
    else if (!inString && unit === COLON) colons += 1;
  }
  return colons;
}

/** Of all objects in it, however deep: without recursion, for a hostile body is deeper than the stack. */
function fieldsIn(value: unknown): number {
  let fields = 0;
  const open = [value];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (typeof item !== 'object' || item === null) continue;
    const values: unknown[] = Object.values(item);
    if (!Array.isArray(item)) fields += values.length;
    for (const each of values) if (typeof each === 'object' && each !== null) open.push(each);
  }
  return fields;
}
