import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { EMBED_LIMITS, MESSAGE_LIMITS } from '../limits.ts';
import type { Form, Json, Path } from '../rest/form.ts';
import { isObject, readInteger, readList, readText, required } from '../rest/form.ts';
import { readUrl } from '../rest/readUrl.ts';
import { wireDate } from '../wireDate.ts';

const LINK = { max: EMBED_LIMITS.url, schemes: ['http', 'https'] } as const;
const PICTURE = { max: EMBED_LIMITS.url, schemes: ['http', 'https', 'attachment'] } as const;

/** Embeds as Discord would store them: trimmed, dates normalised, only known keys kept. */
export function readEmbeds(form: Form, path: Path, value: unknown): APIEmbed[] | undefined {
  const list = readList(form, path, value, { max: MESSAGE_LIMITS.embeds });
  const embeds = list?.map((embed, index) => readEmbed(form, [...path, index], embed));
  const total = (embeds ?? []).reduce((sum, embed) => sum + embedLength(embed), 0);
  if (total > EMBED_LIMITS.total) {
    form.fail(path, 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${EMBED_LIMITS.total}`);
  }
  return embeds;
}

function embedLength(embed: APIEmbed): number {
  const texts = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
  const fields = (embed.fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [...texts, ...fields].reduce((sum, text) => sum + [...(text ?? '')].length, 0);
}

function readEmbed(form: Form, path: Path, value: unknown): APIEmbed {
  if (!isObject(value)) {
    form.fail(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return {};
  }
  const at = (...keys: string[]) => [...path, ...keys];
  const embed = {
    title: trimmed(form, at('title'), value['title'], EMBED_LIMITS.title),
    description: trimmed(form, at('description'), value['description'], EMBED_LIMITS.description),
    url: readUrl(form, at('url'), value['url'], LINK),
    color: readInteger(form, at('color'), value['color'], { max: EMBED_LIMITS.color }),
    timestamp: readTimestamp(form, at('timestamp'), value['timestamp']),
    fields: readFields(form, at('fields'), value['fields']),
    footer: part(value['footer'], (footer) => ({
      text: trimmed(form, at('footer', 'text'), footer['text'], EMBED_LIMITS.footer, true),
      ...icon(form, at('footer'), footer),
    })),
    author: part(value['author'], (author) => ({
      name: trimmed(form, at('author', 'name'), author['name'], EMBED_LIMITS.author, true),
      url: readUrl(form, at('author', 'url'), author['url'], LINK),
      ...icon(form, at('author'), author),
    })),
    image: part(value['image'], (image) => picture(form, at('image'), image)),
    thumbnail: part(value['thumbnail'], (image) => picture(form, at('thumbnail'), image)),
  };
  if (Object.values(embed).every((entry) => entry === undefined)) required(form, at('description'));
  return { type: 'rich', ...withoutUndefined(embed) } as APIEmbed;
}

function readFields(form: Form, path: Path, value: unknown): APIEmbedField[] | undefined {
  const list = readList(form, path, value, { max: EMBED_LIMITS.fields });
  if (!list || list.length === 0) return undefined;
  return list.map((entry, index) => {
    const field = isObject(entry) ? entry : {};
    const at = [...path, index];
    return {
      name: trimmed(form, [...at, 'name'], field['name'], EMBED_LIMITS.fieldName, true) ?? '',
      value: trimmed(form, [...at, 'value'], field['value'], EMBED_LIMITS.fieldValue, true) ?? '',
      inline: field['inline'] === true,
    };
  });
}

/** Surrounding white space does not count and is not kept; what is empty then was not given. */
function trimmed(form: Form, path: Path, value: unknown, max: number, mustBe = false): string | undefined {
  const text = readText(form, path, typeof value === 'string' ? value.trim() : value, { max, required: mustBe });
  if (text === '' && mustBe) required(form, path);
  return text === '' ? undefined : text;
}

function readTimestamp(form: Form, path: Path, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const at = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) {
    form.fail(path, 'DATE_TIME_TYPE_PARSE', `Could not parse ${String(value)}. Should be ISO8601.`);
    return undefined;
  }
  return wireDate(at);
}

function icon(form: Form, path: Path, value: Json): { icon_url?: string; proxy_icon_url?: string } {
  const url = readUrl(form, [...path, 'icon_url'], value['icon_url'], PICTURE);
  return url === undefined ? {} : { icon_url: url, proxy_icon_url: proxied(url) };
}

function picture(form: Form, path: Path, value: Json): { url?: string; proxy_url?: string } {
  const url = readUrl(form, [...path, 'url'], value['url'], PICTURE);
  if (url === undefined) required(form, [...path, 'url']);
  return url === undefined ? {} : { url, proxy_url: proxied(url) };
}

export function proxied(url: string): string {
  return url.replace(
    /^https?:\/\//,
    (scheme) => `https://images-ext-1.discordapp.net/external/x/${scheme.slice(0, -3)}/`,
  );
}

function part<T extends object>(value: unknown, read: (value: Json) => T): T | undefined {
  return isObject(value) ? (withoutUndefined(read(value)) as T) : undefined;
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}
