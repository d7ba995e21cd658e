import { readFileSync } from 'node:fs';

/** How wide letters of a TrueType font are, as parts of its size; nothing of those that it does not have. */
export function readWidths(file: string): (letter: number) => number | undefined {
  const bytes = readFileSync(file);
  const table = tablesOf(bytes);
  const unitsPerEm = table('head').readUInt16BE(18);
  const longMetrics = table('hhea').readUInt16BE(34);
  const metrics = table('hmtx');
  const glyphOf = glyphs(table('cmap'));
  return (letter) => {
    const glyph = glyphOf(letter);
    // The last of them holds for all after it.
    return glyph === 0 ? undefined : metrics.readUInt16BE(Math.min(glyph, longMetrics - 1) * 4) / unitsPerEm;
  };
}

/** https://learn.microsoft.com/en-us/typography/opentype/spec/otff#table-directory */
function tablesOf(bytes: Buffer): (name: string) => Buffer {
  const count = bytes.readUInt16BE(4);
  return (name) => {
    for (let at = 12; at < 12 + count * 16; at += 16) {
      if (bytes.toString('latin1', at, at + 4) === name) return bytes.subarray(bytes.readUInt32BE(at + 8));
    }
    throw new Error(`The font has no table ${name}.`);
  };
}

/** Which glyph a letter is; 0 is none. https://learn.microsoft.com/en-us/typography/opentype/spec/cmap#format-4-segment-mapping-to-delta-values */
function glyphs(cmap: Buffer): (letter: number) => number {
  const map = segmentsOf(cmap);
  const size = map.readUInt16BE(6);
  const [ends, starts, deltas, offsets] = [14, 16 + size, 16 + 2 * size, 16 + 3 * size];
  return (letter) => {
    for (let i = 0; i < size; i += 2) {
      if (map.readUInt16BE(ends + i) < letter) continue;
      const start = map.readUInt16BE(starts + i);
      if (start > letter) return 0;
      const offset = map.readUInt16BE(offsets + i);
      const delta = map.readUInt16BE(deltas + i);
      if (offset === 0) return (letter + delta) % 0x10000;
      const glyph = map.readUInt16BE(offsets + i + offset + 2 * (letter - start));
      return glyph === 0 ? 0 : (glyph + delta) % 0x10000;
    }
    return 0;
  };
}

/** The map of the letters that every program reads. */
function segmentsOf(cmap: Buffer): Buffer {
  const count = cmap.readUInt16BE(2);
  for (let at = 4; at < 4 + count * 8; at += 8) {
    const map = cmap.subarray(cmap.readUInt32BE(at + 4));
    if (map.readUInt16BE(0) === 4) return map;
  }
  throw new Error('The font has no map of its letters.');
}
