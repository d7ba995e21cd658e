/** The first bytes of a body; the rest of an endless one is never fetched, and its connection is closed. */
export async function readUpTo(
  body: AsyncIterable<Uint8Array> | null,
  mostBytes: number,
): Promise<{ readonly bytes: Buffer; readonly isWhole: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop ends the stream.
    if (length > mostBytes) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, mostBytes), isWhole: length <= mostBytes };
}
