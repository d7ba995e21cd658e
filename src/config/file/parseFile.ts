import {
  type Alias,
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  type Scalar,
  visit,
  type YAMLParseError,
} from 'yaml';
import type { z } from 'zod';
import { didYouMean, nearestName } from '../../monitor/text/nearest.ts';
import { hideReferences, showReferences } from './references.ts';
import { MonitorFile } from './schema.ts';

type Path = readonly PropertyKey[];

/** A file as far as it could be read, and where in it something stands. */
export interface ParsedFile {
  readonly file: MonitorFile | null;
  /** Such as `12:5: pipelines.shop.acount is not known. Did you mean account?` */
  readonly problems: readonly string[];
  /** A sentence about a value, with its line and column before it. */
  readonly problemAt: (path: Path, sentence: string) => string;
}

/** Reads the text of a file. Everything that is wrong is named at once, by line and column. */
export function parseFile(text: string): ParsedFile {
  const lines = new LineCounter();
  const document = parseDocument(hideReferences(text), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, sentence: string) => {
    const { line, col } = lines.linePos(offset);
    return `${line}:${col}: ${sentence}`;
  };
  const wrong: string[] = [];
  visit(document, {
    Scalar(key, node) {
      if (typeof node.value === 'string') node.value = showReferences(node.value);
      // JavaScript takes it for something else than a name.
      if (key === 'key' && node.value === '__proto__') wrong.push(at(startOf(node), '__proto__ cannot be a name.'));
    },
    Alias(_key, node) {
      if (node.resolve(document) === undefined)
        wrong.push(at(startOf(node), `*${node.source} refers to a part of the file that does not exist. ${IN_QUOTES}`));
    },
  });
  const problemAt = (path: Path, sentence: string) => at(offsetOf(document, path), sentence);
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => at(error.pos[0], syntaxProblem(error)));
    return { file: null, problems, problemAt };
  }
  if (wrong.length > 0) return { file: null, problems: wrong, problemAt };
  const read = contentOf(document);
  if (read === null) return { file: null, problems: [at(0, 'The file repeats parts of itself too often.')], problemAt };
  // What was given tells what is missing from what is of another type.
  const parsed = MonitorFile.safeParse(read.content ?? {}, { reportInput: true });
  if (parsed.success) return { file: parsed.data, problems: [], problemAt };
  return { file: null, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, problemAt)), problemAt };
}

const IN_QUOTES = 'Text that begins with * stands in quotes.';

function startOf({ range }: Pick<Scalar | Alias, 'range'>): number {
  return range?.[0] ?? 0;
}

/** With the parts that it repeats by name. Null where these would fill the memory: the library refuses to. */
function contentOf(document: Document): { readonly content: unknown } | null {
  try {
    return { content: document.toJS() };
  } catch (err) {
    if (err instanceof ReferenceError) return null;
    throw err;
  }
}

function syntaxProblem({ code, message }: YAMLParseError): string {
  if (code === 'MULTIPLE_DOCS') return 'the file holds several documents: remove the lines that say ---.';
  return `${showReferences(message)}.`;
}

/** Where a value stands; where it is missing, where what it belongs to does. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const part = path.slice(0, length);
    const offset = keyOffset(document, part) ?? valueOffset(document, part);
    if (offset !== undefined) return offset;
  }
  return 0;
}

function keyOffset(document: Document, path: Path): number | undefined {
  const parent = path.length === 0 ? null : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)));
  return isPair(pair) && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
}

function valueOffset(document: Document, path: Path): number | undefined {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

function problemsOf(issue: z.core.$ZodIssue, problemAt: ParsedFile['problemAt']): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.path);
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return problemAt(path, `${nameOf(path)} is not known.${didYouMean(nearestName(key, known))}`);
    });
  }
  // A name that is not one: zod reports it of the record, with the key's own problem inside.
  if (issue.code === 'invalid_key') {
    const [why] = issue.issues;
    return [problemAt(issue.path, `${nameOf(issue.path)} ${why?.message ?? 'is not a valid name'}.`)];
  }
  return [problemAt(issue.path, `${nameOf(issue.path)} ${sentenceOf(issue)}.`)];
}

/** Zod's own words about a wrong type do not help the person who writes the file. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_union'))
    return 'is missing';
  if (issue.input === null) return 'has no value';
  if (!/^Invalid input/.test(issue.message)) return issue.message;
  return issue.code === 'invalid_type' ? (TYPES[issue.expected] ?? WRONG) : WRONG;
}

const WRONG = 'has a value that cannot be used here';
/** What a value of each of zod's types is in the words of somebody who writes YAML. */
const TYPES: Readonly<Partial<Record<z.core.$ZodInvalidTypeExpected, string>>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must have keys and values',
  record: 'must have names, each with its keys and values',
};

function nameOf(path: Path): string {
  return path.length === 0 ? 'The file' : path.map(String).join('.');
}

/** The keys that may stand at a path. */
function knownKeys(path: Path): readonly string[] {
  let schema: unknown = MonitorFile;
  for (const key of path) schema = within(schema, key);
  return Object.keys(shapeOf(schema) ?? {});
}

function within(schema: unknown, key: PropertyKey): unknown {
  const shape = shapeOf(schema);
  if (shape !== null) return Reflect.get(shape, key);
  const definition = definitionOf(schema);
  return definition === null ? undefined : (Reflect.get(definition, 'valueType') ?? Reflect.get(definition, 'element'));
}

function shapeOf(schema: unknown): object | null {
  const definition = definitionOf(schema);
  const shape = definition === null ? null : Reflect.get(definition, 'shape');
  return typeof shape === 'object' ? shape : null;
}

/** Of what an option or a default holds. */
function definitionOf(schema: unknown): object | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const definition: unknown = Reflect.get(schema, 'def');
  if (typeof definition !== 'object' || definition === null) return null;
  const inner: unknown = Reflect.get(definition, 'innerType');
  return inner === undefined ? definition : definitionOf(inner);
}
