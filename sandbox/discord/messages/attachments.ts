import { createHash } from 'node:crypto';
import type { APIAttachment, APIEmbed } from 'discord-api-types/v10';
import type { UploadedFile } from '../rest/apiRequest.ts';
import type { World } from '../world/world.ts';
import type { AttachmentNote } from './draft.ts';

const LINK_LIFE_MS = 24 * 60 * 60_000;

/** Stores an uploaded file; the URL has the form of a real, signed and expiring one. */
export function storeFile(
  world: World,
  channelId: string,
  file: UploadedFile,
  note: AttachmentNote | undefined,
  ephemeral: boolean,
): APIAttachment {
  const id = world.nextId();
  const filename = (note?.filename ?? file.filename).replaceAll(/[^\w.-]/g, '_');
  world.files.set(id, { filename, contentType: file.contentType, bytes: file.bytes });
  const hex = (ms: number) => Math.floor(ms / 1000).toString(16);
  const signature = createHash('sha256').update(file.bytes).digest('hex');
  const query = `?ex=${hex(world.now() + LINK_LIFE_MS)}&is=${hex(world.now())}&hm=${signature}&`;
  const path = `attachments/${channelId}/${id}/${filename}${query}`;
  return {
    id,
    filename,
    size: file.bytes.byteLength,
    url: `https://cdn.discordapp.com/${path}`,
    proxy_url: `https://media.discordapp.net/${path}`,
    content_type: file.contentType,
    ...pngSize(file.bytes),
    ...(note?.description !== undefined && { description: note.description }),
    ...(ephemeral && { ephemeral }),
  };
}

const PNG_SIGNATURE = '89504e470d0a1a0a';

function pngSize(bytes: Buffer): { width?: number; height?: number } {
  if (bytes.byteLength < 24 || bytes.subarray(0, 8).toString('hex') !== PNG_SIGNATURE) return {};
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** `attachment://name` becomes the file's URL; a file shown in an embed is not listed beside it. */
export function showInEmbeds(
  embeds: readonly APIEmbed[],
  attachments: readonly APIAttachment[],
): { embeds: APIEmbed[]; listed: APIAttachment[] } {
  const shown = new Set<string>();
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolveEntry(key, entry)]));
    }
    return value;
  };
  const resolveEntry = (key: string, entry: unknown): unknown => {
    if (typeof entry !== 'string' || !/(^|_)url$/.test(key)) return resolve(entry);
    const name = /^attachment:\/\/(.+)$/.exec(entry)?.[1];
    const file = attachments.find(({ filename, url }) => filename === name || url === entry);
    if (!file) return entry;
    shown.add(file.id);
    return key.startsWith('proxy') ? file.proxy_url : file.url;
  };
  const resolved = resolve(embeds) as APIEmbed[];
  return { embeds: resolved, listed: attachments.filter(({ id }) => !shown.has(id)) };
}
