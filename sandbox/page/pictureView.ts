import type { APIAttachment } from 'discord-api-types/v10';
import { fileName } from '../terminal/embedBlock.ts';
import { webAddress } from './richText.ts';
import type { FileView, PictureView } from './views.ts';

const STORED = /^https:\/\/(?:cdn\.discordapp\.com|media\.discordapp\.net)\/attachments\/\d+\/(\d+)\//;

interface Picture {
  readonly url: string;
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
}

/** Files of the local Discord are served by the page itself; nothing is ever fetched from elsewhere. */
export function pictureView({ url, width = null, height = null }: Picture): PictureView {
  return { name: fileName(url), src: localAddress(url), href: webAddress(url), width, height };
}

export function fileView(attachment: APIAttachment): FileView {
  const { filename, url, size, content_type } = attachment;
  const isPicture = content_type !== undefined && isPictureType(content_type);
  return {
    name: filename,
    href: localAddress(url) ?? '#',
    size: sizeInWords(size),
    picture: isPicture ? pictureView(attachment) : null,
  };
}

/** SVG is left out: it can carry scripts. */
export function isPictureType(contentType: string): boolean {
  return /^image\/(png|jpeg|gif|webp)$/.test(contentType);
}

function localAddress(url: string): string | null {
  const id = STORED.exec(url)?.[1];
  return id === undefined ? null : `/files/${id}`;
}

function sizeInWords(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
}
