import type { RESTOptions } from '@discordjs/rest';

type Body = Parameters<RESTOptions['makeRequest']>[1]['body'];

interface Encoded {
  readonly body: string | Uint8Array | null;
  /** The content type that only the encoding knows; null: the library has said it. */
  readonly type: string | null;
}

/** The body of a request as bytes. */
export async function encodeBody(body: Body): Promise<Encoded> {
  if (body === null || body === undefined) return { body: null, type: null };
  if (typeof body === 'string' || body instanceof Uint8Array) return { body, type: null };
  // A form with files.
  const form = new Response(body as FormData);
  return { body: await form.bytes(), type: form.headers.get('content-type') };
}
