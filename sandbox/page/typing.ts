import type { APIApplicationCommandOption } from 'discord-api-types/v10';

/** Where in a command's options somebody is who is still typing it. */
export interface Typing {
  readonly options: readonly APIApplicationCommandOption[];
  /** The option that is being filled in; null after the last. */
  readonly current: APIApplicationCommandOption | null;
  readonly partial: string;
  /** Everything before the partial value. */
  readonly before: string;
  readonly filled: Readonly<Record<string, string>>;
  readonly isLast: boolean;
}

/** Reads `errors 2h reason:because` as the sandbox's own command line does: values in order, then named ones. */
export function readTyping(text: string, options: readonly APIApplicationCommandOption[]): Typing {
  const marks = [...text.matchAll(/(?<=^|\s)([^\s:"]+):/g)].filter(([, name]) =>
    options.some((option) => option.name === name),
  );
  const inOrder = wordsIn(text.slice(0, marks[0]?.index));
  const filled: Record<string, string> = {};
  for (const [i, { value }] of inOrder.entries()) {
    const option = options[i];
    if (option) filled[option.name] = value;
  }
  for (const [i, mark] of marks.entries()) {
    filled[mark[1] ?? ''] = text.slice(mark.index + mark[0].length, marks[i + 1]?.index).trim();
  }
  return { options, filled, ...position(text, options, marks.at(-1), inOrder, filled) };
}

function position(
  text: string,
  options: readonly APIApplicationCommandOption[],
  mark: RegExpExecArray | undefined,
  words: readonly Word[],
  filled: Record<string, string>,
): Pick<Typing, 'current' | 'partial' | 'before' | 'isLast'> {
  const others = (current: APIApplicationCommandOption | null) =>
    options.filter((option) => option !== current && filled[option.name] === undefined);
  if (mark) {
    const current = options.find(({ name }) => name === mark[1]) ?? null;
    const start = mark.index + mark[0].length;
    return { current, partial: text.slice(start), before: text.slice(0, start), isLast: others(current).length === 0 };
  }
  const last = words.at(-1);
  const isBetween = last === undefined || last.end < text.length;
  const index = isBetween ? words.length : words.length - 1;
  const current = options[index] ?? null;
  const start = isBetween ? text.length : last.start;
  return {
    current,
    partial: text.slice(start),
    before: text.slice(0, start),
    isLast: current === null || others(current).length === 0,
  };
}

interface Word {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

function wordsIn(text: string): Word[] {
  return [...text.matchAll(/"([^"]*)"|\S+/g)].map((match) => ({
    value: match[1] ?? match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
