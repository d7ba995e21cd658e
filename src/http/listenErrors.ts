/** Why the address of HTTP_HOST and HTTP_PORT cannot be listened on, and what to do. */
const LISTEN_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The address is in use by another program. Set HTTP_PORT to a free port, or end that program.',
  EACCES: 'This user may not listen on that port. Set HTTP_PORT to one above 1023.',
  EADDRNOTAVAIL:
    'This machine does not have the address in HTTP_HOST. Set it to 127.0.0.1, or to 0.0.0.0 for all addresses.',
  ENOTFOUND: 'The name in HTTP_HOST is not known. Set it to 127.0.0.1, or to 0.0.0.0 for all addresses.',
};

/** The sentence for what stopped a server from listening; null for anything else. */
export function listenErrorWords(err: unknown): string | null {
  return LISTEN_ERRORS[codeOf(err)] ?? null;
}

export function isInUse(err: unknown): boolean {
  return codeOf(err) === 'EADDRINUSE';
}

function codeOf(err: unknown): string {
  return err instanceof Error && 'code' in err ? String(err.code) : '';
}
