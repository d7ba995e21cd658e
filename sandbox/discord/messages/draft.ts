import type { APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { UploadedFile } from '../rest/apiRequest.ts';
import type { AllowedMentions } from './readAllowedMentions.ts';

export interface AttachmentNote {
  /** The n of `files[n]`, or the id of a file that stays. */
  readonly id: string;
  readonly description?: string;
  readonly filename?: string;
}

/** A message body after its checks. What is undefined was not in the request; null in the request means "none". */
export interface MessageDraft {
  readonly content: string | undefined;
  readonly embeds: APIEmbed[] | undefined;
  readonly components: APIMessageTopLevelComponent[] | undefined;
  readonly allowedMentions: AllowedMentions | undefined;
  readonly flags: number;
  readonly attachments: readonly AttachmentNote[] | undefined;
  readonly files: readonly UploadedFile[];
  readonly tts: boolean;
  readonly hasPoll: boolean;
  readonly nonce: string | number | undefined;
  readonly enforceNonce: boolean;
  readonly username: string | undefined;
  readonly avatarUrl: string | undefined;
  readonly threadName: string | undefined;
  readonly appliedTags: readonly string[];
}
