import type { IncomingMessage } from 'node:http';
import { REQUEST_BYTES } from '../limits.ts';
import { entityTooLarge, invalidForm, invalidJson } from './apiError.ts';
import type { UploadedFile } from './apiRequest.ts';
import { badField } from './form.ts';

export interface ParsedBody {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

export async function readRaw(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function parseBody(raw: Buffer, contentType: string | undefined): Promise<ParsedBody> {
  if (raw.byteLength > REQUEST_BYTES) throw entityTooLarge();
  if (raw.byteLength === 0) return { body: undefined, files: [] };
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return { body: parseJson(raw.toString()), files: [] };
  if (type === 'multipart/form-data') return parseMultipart(raw, contentType ?? '');
  if (type === 'application/x-www-form-urlencoded') {
    return { body: Object.fromEntries(new URLSearchParams(raw.toString())), files: [] };
  }
  throw badField(
    [],
    'CONTENT_TYPE_INVALID',
    'Expected "Content-Type" header to be one of {application/json, application/x-www-form-urlencoded, multipart/form-data}.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidJson();
  }
}

/** `payload_json` may stand anywhere among the parts; discord.js puts it last and without a type. */
async function parseMultipart(raw: Buffer, contentType: string): Promise<ParsedBody> {
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw invalidForm();
    });
  const files: UploadedFile[] = [];
  const fields: Record<string, unknown> = {};
  let payload: unknown;
  for (const [name, value] of form) {
    if (typeof value !== 'string') files.push(await uploadedFile(name, value));
    else if (name === 'payload_json') payload = parseJson(value);
    else fields[name] = value;
  }
  return { body: payload ?? fields, files };
}

async function uploadedFile(name: string, file: File): Promise<UploadedFile> {
  return {
    index: /^files\[(\d+)\]$/.exec(name)?.[1] ?? '0',
    filename: file.name,
    contentType: file.type === '' ? 'application/octet-stream' : file.type,
    bytes: Buffer.from(await file.arrayBuffer()),
  };
}
