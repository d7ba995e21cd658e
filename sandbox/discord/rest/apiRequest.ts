import type { IncomingHttpHeaders } from 'node:http';
import type { World } from '../world/world.ts';

export interface UploadedFile {
  /** The n of `files[n]`. */
  readonly index: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What a handler sees of a request. */
export interface ApiRequest {
  readonly method: string;
  /** Decoded and without the `/api/v10` prefix. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  param(name: string): string;
}

export interface ApiResponse {
  readonly status: number;
  readonly body?: unknown;
}

export type BucketName =
  | 'createMessage'
  | 'editMessage'
  | 'webhookExecute'
  | 'interactionWebhook'
  | 'interactionCallback'
  | 'commandWrite'
  | 'other';

export interface Route {
  readonly method: string;
  /** `/channels/:channel/messages/:message` */
  readonly pattern: string;
  /** `none`: the token is in the path, or none is needed. */
  readonly auth: 'bot' | 'none';
  readonly bucket?: BucketName;
  handle(request: ApiRequest, world: World): ApiResponse;
}

export const ok = (body: unknown): ApiResponse => ({ status: 200, body });
export const created = (body: unknown): ApiResponse => ({ status: 201, body });
export const noContent = (): ApiResponse => ({ status: 204 });

/** Discord takes these spellings for yes in a query; anything else is no. */
export function queryFlag(request: ApiRequest, name: string): boolean {
  return ['true', 'True', '1'].includes(request.query.get(name) ?? '');
}
