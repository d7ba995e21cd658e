import type { ErrorTree } from './apiError.ts';
import { invalidForm } from './apiError.ts';

export type Path = readonly (string | number)[];
export type Json = Record<string, unknown>;

/** Collects what is wrong with a body, so that one answer names every fault as Discord's does. */
export interface Form {
  fail(path: Path, code: string, message: string): void;
  throwIfBad(): void;
}

export function createForm(): Form {
  const tree: ErrorTree = {};
  let bad = false;
  return {
    fail(path, code, message) {
      bad = true;
      const leaf = path.reduce<ErrorTree>((node, key) => child(node, String(key)), tree);
      leaf['_errors'] = [...((leaf['_errors'] as []) ?? []), { code, message }];
    },
    throwIfBad() {
      if (bad) throw invalidForm(tree);
    },
  };
}

function child(node: ErrorTree, key: string): ErrorTree {
  node[key] ??= {};
  return node[key] as ErrorTree;
}

/** A form with one fault, for rules that are found broken on the way. */
export function badField(path: Path, code: string, message: string): Error {
  const form = createForm();
  form.fail(path, code, message);
  try {
    form.throwIfBad();
  } catch (err) {
    return err as Error;
  }
  throw new Error('unreachable: the form has a fault');
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function required(form: Form, path: Path): void {
  form.fail(path, 'BASE_TYPE_REQUIRED', 'This field is required');
}

export interface TextRules {
  readonly max: number;
  readonly min?: number;
  readonly required?: boolean;
}

/** Absent and null are the same here; numbers are refused, they are the commonest mistake in embed fields. */
export function readText(form: Form, path: Path, value: unknown, rules: TextRules): string | undefined {
  if (value === undefined || value === null) {
    if (rules.required) required(form, path);
    return undefined;
  }
  if (typeof value !== 'string') {
    form.fail(path, 'STRING_TYPE_CONVERT', `Could not interpret "${String(value)}" as string.`);
    return undefined;
  }
  checkLength(form, path, [...value].length, rules);
  return value;
}

function checkLength(form: Form, path: Path, length: number, rules: TextRules): void {
  const min = rules.min ?? 0;
  if (length >= min && length <= rules.max) return;
  if (length === 0 && rules.required) required(form, path);
  else if (min > 0) form.fail(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${rules.max} in length.`);
  else form.fail(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${rules.max} or fewer in length.`);
}

export function readList(form: Form, path: Path, value: unknown, rules: TextRules): unknown[] | undefined {
  if (value === undefined || value === null) {
    if (rules.required) required(form, path);
    return undefined;
  }
  if (!Array.isArray(value)) {
    form.fail(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return undefined;
  }
  checkLength(form, path, value.length, rules);
  return value;
}

export function readInteger(
  form: Form,
  path: Path,
  value: unknown,
  { min = 0, max }: { min?: number; max: number },
): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Number.isInteger(value)) {
    form.fail(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
    return undefined;
  }
  const number = value as number;
  if (number > max) form.fail(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  if (number < min) form.fail(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
  return number;
}

export function readChoice<T>(form: Form, path: Path, value: unknown, choices: readonly T[]): T | undefined {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    form.fail(path, 'BASE_TYPE_CHOICES', `Value must be one of (${choices.map(String).join(', ')}).`);
  }
  return found;
}
