import { widthOf as letterWidth } from './letters.ts';
import { textAt } from './shapes.ts';
import { MARGIN, SMALL_FONT_SIZE, WIDTH } from './theme.ts';

interface Entry {
  readonly name: string;
  readonly color: string;
}

interface LegendStyle {
  /** Of the first row. */
  readonly top: number;
  readonly align?: 'left' | 'right';
  readonly size?: number;
  /** How large the patch of colour is. */
  readonly patch?: { readonly width: number; readonly height: number };
}

export const ROW_HEIGHT = 30;
const ENTRY_GAP = 18;
const PATCH = { width: 15, height: 15 };
const PATCH_GAP = 5;
const CORNER = 3;

/** What the colours mean, in as many rows as that needs. */
export function legend(entries: readonly Entry[], style: LegendStyle) {
  return legendRows(entries, style).flatMap((row, index) => {
    const middle = style.top + (index + 0.5) * ROW_HEIGHT;
    let x = style.align === 'right' ? WIDTH - MARGIN - widthOfAll(row, style) : MARGIN;
    return row.flatMap((entry) => {
      const drawn = drawnAt(x, middle, entry, style);
      x += widthOf(entry, style) + ENTRY_GAP;
      return drawn;
    });
  });
}

/** Which entries stand in each row. */
export function legendRows<E extends Entry>(
  entries: readonly E[],
  style: Pick<LegendStyle, 'size' | 'patch'> = {},
): E[][] {
  const rows: E[][] = [];
  for (const entry of entries) {
    const row = rows.at(-1);
    if (row !== undefined && widthOfAll([...row, entry], style) <= WIDTH - 2 * MARGIN) row.push(entry);
    else rows.push([entry]);
  }
  return rows;
}

function drawnAt(
  x: number,
  middle: number,
  { name, color }: Entry,
  { size = SMALL_FONT_SIZE, patch = PATCH }: LegendStyle,
) {
  return [
    {
      type: 'rect' as const,
      silent: true,
      shape: { x, y: middle - patch.height / 2, ...patch, r: CORNER },
      style: { fill: color },
    },
    textAt(x + patch.width + PATCH_GAP, middle, name, { size, verticalAlign: 'middle' }),
  ];
}

function widthOfAll(row: readonly Entry[], style: Pick<LegendStyle, 'size' | 'patch'>): number {
  return row.reduce((sum, entry) => sum + widthOf(entry, style), (row.length - 1) * ENTRY_GAP);
}

function widthOf(
  { name }: Entry,
  { size = SMALL_FONT_SIZE, patch = PATCH }: Pick<LegendStyle, 'size' | 'patch'>,
): number {
  return patch.width + PATCH_GAP + letterWidth(name, size);
}
