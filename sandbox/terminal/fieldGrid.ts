import type { APIEmbedField } from 'discord-api-types/v10';
import { inlineMarkdown } from './inlineMarkdown.ts';
import { lineWidth, padded } from './line.ts';
import { markdown } from './markdown.ts';
import type { MarkdownContext } from './markdownContext.ts';
import { type Line, span } from './span.ts';
import { wrap } from './wrap.ts';

const MOST_COLUMNS = 3;
const LEAST_COLUMN_WIDTH = 14;
const GAP = 2;

/** An embed's fields: inline ones side by side, up to three in a row, and a blank line between rows. */
export function fieldGrid(fields: readonly APIEmbedField[], width: number, context: MarkdownContext): Line[] {
  const mostColumns = Math.max(1, Math.min(MOST_COLUMNS, Math.floor((width + GAP) / (LEAST_COLUMN_WIDTH + GAP))));
  return fieldRows(fields, mostColumns).flatMap((row, i) => {
    const lines = rowLines(row, mostColumns, width, context);
    return i === 0 ? lines : [[], ...lines];
  });
}

function fieldRows(fields: readonly APIEmbedField[], mostColumns: number): APIEmbedField[][] {
  const rows: APIEmbedField[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (field.inline && last?.[0]?.inline && last.length < mostColumns) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

function rowLines(row: readonly APIEmbedField[], mostColumns: number, width: number, context: MarkdownContext): Line[] {
  if (!row[0]?.inline) return row.flatMap((field) => cellLines(field, width, context));

  // Short rows keep to the columns of full ones as long as their text fits: it reads as one table.
  const narrow = columnWidth(width, mostColumns);
  const fits = row.every((field) => cellLines(field, width, context).every((line) => lineWidth(line) <= narrow));
  const cellWidth = fits ? narrow : columnWidth(width, row.length);
  return sideBySide(
    row.map((field) => cellLines(field, cellWidth, context)),
    cellWidth,
  );
}

function columnWidth(width: number, columns: number): number {
  return Math.floor((width - GAP * (columns - 1)) / columns);
}

function cellLines({ name, value }: APIEmbedField, width: number, context: MarkdownContext): Line[] {
  return [...wrap(inlineMarkdown(name, context, { bold: true }), width), ...markdown(value, width, context)];
}

function sideBySide(cells: readonly (readonly Line[])[], cellWidth: number): Line[] {
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, row) =>
    cells.flatMap((cell, column) => {
      const line = cell[row] ?? [];
      return column === cells.length - 1 ? line : [...padded(line, cellWidth), span(' '.repeat(GAP))];
    }),
  );
}
