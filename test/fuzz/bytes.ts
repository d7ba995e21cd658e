import fc from 'fast-check';

type Change = (bytes: Buffer) => Buffer;

const SPICE = [
  '\0',
  '\ufeff',
  '\u2028',
  '"',
  '\\',
  '{',
  '[',
  ':',
  ',',
  '\n',
  '\r\n',
  'null',
  '1e999',
  '-',
  '__proto__',
];

const part = fc.oneof(
  fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(...SPICE).map((text) => Buffer.from(text)),
);
const place = fc.double({ min: 0, max: 1, noNaN: true });

/** One small accident on the way: bytes are put in, left out, replaced or said twice. */
const change: fc.Arbitrary<Change> = fc
  .tuple(place, fc.nat(12), part, fc.constantFrom('insert', 'replace', 'delete', 'repeat', 'cut'))
  .map(([where, length, bytes, how]) => (from: Buffer) => {
    const start = Math.floor(where * from.length);
    const [before, taken, after] = [
      from.subarray(0, start),
      from.subarray(start, start + length),
      from.subarray(start + length),
    ];
    if (how === 'insert') return Buffer.concat([before, bytes, taken, after]);
    if (how === 'replace') return Buffer.concat([before, bytes, after]);
    if (how === 'delete') return Buffer.concat([before, after]);
    if (how === 'repeat') return Buffer.concat([before, taken, taken, after]);
    return before;
  });

/** Bytes that are mostly what was meant: as they are, with a few accidents, or anything at all. */
export function damaged(meant: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  return fc.oneof(
    { weight: 2, arbitrary: meant },
    {
      weight: 3,
      arbitrary: fc
        .tuple(meant, fc.array(change, { minLength: 1, maxLength: 3 }))
        .map(([bytes, changes]) => changes.reduce((from, each) => each(from), bytes)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  );
}
