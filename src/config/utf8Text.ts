/** The text in a file. Undefined where it is none: some editors save as UTF-16, of which a reader of UTF-8 makes nothing, in silence. */
export function utf8Text(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
