import { FILE_BYTES, MESSAGE_LIMITS, TAGS_PER_POST } from '../limits.ts';
import { fileTooLarge, tooManyAttachments } from '../rest/apiError.ts';
import type { UploadedFile } from '../rest/apiRequest.ts';
import type { Form, Json } from '../rest/form.ts';
import { createForm, isObject, readInteger, readList, readText } from '../rest/form.ts';
import { readUrl } from '../rest/readUrl.ts';
import { checkTextOfV2 } from './checkTextOfV2.ts';
import type { AttachmentNote, MessageDraft } from './draft.ts';
import { FLAG, SETTABLE_FLAGS } from './flags.ts';
import { readAllowedMentions } from './readAllowedMentions.ts';
import { readComponents } from './readComponents.ts';
import { readEmbeds } from './readEmbeds.ts';
import { checkWebhookName } from './webhookName.ts';

export interface DraftSource {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

export interface DraftRules {
  readonly from: 'channel' | 'webhook' | 'interaction';
  /** Flags the message has already; V2 cannot be taken away. */
  readonly currentFlags?: number;
}

const MAX_FLAGS = 0x7f_ff_ff_ff;

/** Everything about a message body that can be judged without knowing where it goes. */
export function readDraft(source: DraftSource, rules: DraftRules): MessageDraft {
  const body = isObject(source.body) ? source.body : {};
  const form = createForm();
  const asked = readInteger(form, ['flags'], body['flags'], { max: MAX_FLAGS }) ?? 0;
  const flags = (asked & SETTABLE_FLAGS[rules.from]) | ((rules.currentFlags ?? 0) & FLAG.isComponentsV2);
  const v2 = Boolean(flags & FLAG.isComponentsV2);

  const draft: MessageDraft = {
    content: nullable(body, 'content', '', (value) =>
      readText(form, ['content'], trim(value), { max: MESSAGE_LIMITS.content }),
    ),
    embeds: nullable(body, 'embeds', [], (value) => readEmbeds(form, ['embeds'], value)),
    components: nullable(body, 'components', [], (value) => readComponents(form, ['components'], value, v2)),
    allowedMentions: readAllowedMentions(form, ['allowed_mentions'], body['allowed_mentions']),
    flags,
    attachments: nullable(body, 'attachments', [], (value) => readNotes(form, value, source.files)),
    files: source.files,
    tts: body['tts'] === true,
    hasPoll: isObject(body['poll']),
    ...(rules.from === 'channel' ? readNonce(form, body) : { nonce: undefined, enforceNonce: false }),
    ...readDisguise(form, body),
  };
  if (v2) checkTextOfV2(form, draft);
  form.throwIfBad();
  checkFiles(source.files);
  return draft;
}

function nullable<T>(body: Json, key: string, none: T, read: (value: unknown) => T | undefined): T | undefined {
  if (!(key in body)) return undefined;
  return body[key] === null ? none : read(body[key]);
}

function trim(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

function readNonce(form: Form, body: Json): Pick<MessageDraft, 'nonce' | 'enforceNonce'> {
  const nonce = typeof body['nonce'] === 'number' ? body['nonce'] : undefined;
  const text = nonce === undefined ? body['nonce'] : undefined;
  if (typeof text === 'string' && text.length > MESSAGE_LIMITS.nonce) {
    form.fail(['nonce'], 'NONCE_TYPE_TOO_LONG', `Must be ${MESSAGE_LIMITS.nonce} or fewer characters long.`);
  }
  return {
    nonce: nonce ?? (typeof text === 'string' ? text : undefined),
    enforceNonce: body['enforce_nonce'] === true,
  };
}

function readDisguise(
  form: Form,
  body: Json,
): Pick<MessageDraft, 'username' | 'avatarUrl' | 'threadName' | 'appliedTags'> {
  const username = readText(form, ['username'], trim(body['username']), { max: MESSAGE_LIMITS.username });
  if (username) checkWebhookName(form, ['username'], username);
  return {
    username: username === '' ? undefined : username,
    avatarUrl: readUrl(form, ['avatar_url'], body['avatar_url'], { max: 2048, schemes: ['http', 'https'] }),
    threadName: readText(form, ['thread_name'], body['thread_name'], { min: 1, max: MESSAGE_LIMITS.threadName }),
    appliedTags: readTags(form, body['applied_tags']),
  };
}

export function readTags(form: Form, value: unknown): readonly string[] {
  return readList(form, ['applied_tags'], value, { max: TAGS_PER_POST })?.map(String) ?? [];
}

function readNotes(form: Form, value: unknown, files: readonly UploadedFile[]): AttachmentNote[] | undefined {
  return readList(form, ['attachments'], value, { max: 100 })?.map((entry, index) => {
    const note = isObject(entry) ? entry : {};
    const id = String(note['id'] ?? '');
    const isNew = id.length < 17;
    if (isNew && !files.some((file) => file.index === id)) {
      form.fail(['attachments', index], 'ATTACHMENT_NOT_FOUND', `Referenced attachment "${id}" not found in request.`);
    }
    return {
      id,
      ...(typeof note['description'] === 'string' && { description: note['description'] }),
      ...(typeof note['filename'] === 'string' && { filename: note['filename'] }),
    };
  });
}

function checkFiles(files: readonly UploadedFile[]): void {
  if (files.length > MESSAGE_LIMITS.attachments) throw tooManyAttachments(MESSAGE_LIMITS.attachments);
  if (files.some((file) => file.bytes.byteLength > FILE_BYTES)) throw fileTooLarge(FILE_BYTES);
}
