import type { APIAttachment } from 'discord-api-types/v10';
import { isObject } from '../rest/form.ts';
import type { World } from '../world/world.ts';
import { COMPONENT, isComponent, SELECTS, withIds } from './componentTree.ts';
import { proxied } from './readEmbeds.ts';

type Fields = Readonly<Record<string, unknown>>;

const DEFAULTS: Readonly<Record<number, Fields>> = {
  ...Object.fromEntries(SELECTS.map((type) => [type, { min_values: 1, max_values: 1 }])),
  [COMPONENT.thumbnail]: { description: null, spoiler: false },
  [COMPONENT.file]: { spoiler: false },
  [COMPONENT.separator]: { spacing: 1, divider: true },
  [COMPONENT.container]: { accent_color: null, spoiler: false },
};

/** Components as a message shows them: numbered, defaults filled in, media resolved. */
export function storedComponents<T>(
  world: World,
  components: readonly T[],
  attachments: readonly APIAttachment[],
): T[] {
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (!isObject(value)) return value;
    const filled = Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry)]));
    if (isObject(value['media'])) filled['media'] = media(world, value['media'], attachments);
    if (isObject(value['file'])) Object.assign(filled, fileFields(world, value['file'], attachments));
    // An item of a media gallery has the fields of a thumbnail and no type of its own.
    const type = isComponent(value) ? value.type : value['media'] ? COMPONENT.thumbnail : 0;
    return { ...DEFAULTS[type], ...filled };
  };
  return withIds(fill(components) as T[]);
}

function fileFields(world: World, file: Fields, attachments: readonly APIAttachment[]): Fields {
  const attachment = named(String(file['url']), attachments);
  return { file: media(world, file, attachments), name: attachment?.filename ?? '', size: attachment?.size ?? 0 };
}

function media(world: World, { url }: Fields, attachments: readonly APIAttachment[]): Fields {
  const attachment = named(String(url), attachments);
  if (!attachment) return { id: world.nextId(), url, proxy_url: proxied(String(url)) };
  const { id, content_type } = attachment;
  return { id: world.nextId(), url: attachment.url, proxy_url: attachment.proxy_url, content_type, attachment_id: id };
}

function named(url: string, attachments: readonly APIAttachment[]): APIAttachment | undefined {
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  return attachments.find((attachment) => attachment.filename === name);
}
