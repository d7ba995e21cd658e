/** At most so many bytes of UTF-8, cut between code points, with a sign that something is missing. */
export function clipBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  const sign = '…';
  let kept = '';
  let bytes = Buffer.byteLength(sign);
  for (const point of text) {
    bytes += Buffer.byteLength(point);
    if (bytes > limit) break;
    kept += point;
  }
  return kept + sign;
}
