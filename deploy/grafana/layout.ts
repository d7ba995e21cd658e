import type { Panel, RowPanel } from '@grafana/schema';
import type { Content } from './panels.ts';

/** Panels of one size under a heading. */
export interface Section {
  readonly title: string;
  /** In 24ths of the width, and in Grafana's own units. */
  readonly size: { readonly w: number; readonly h: number };
  readonly panels: readonly Content[];
}

const WIDTH = 24;

/** Places the panels of one section after the other, from left to right, and numbers them. */
export function layOut(sections: readonly Section[]): (Panel | RowPanel)[] {
  const placed: (Panel | RowPanel)[] = [];
  let top = 0;
  for (const { title, size, panels } of sections) {
    placed.push(heading(title, placed.length + 1, top));
    top += 1;
    const perLine = Math.floor(WIDTH / size.w);
    for (const [index, panel] of panels.entries()) {
      const gridPos = { ...size, x: (index % perLine) * size.w, y: top + Math.floor(index / perLine) * size.h };
      placed.push({ ...panel, id: placed.length + 1, gridPos });
    }
    top += Math.ceil(panels.length / perLine) * size.h;
  }
  return placed;
}

function heading(title: string, id: number, y: number): RowPanel {
  return { type: 'row', id, title, collapsed: false, gridPos: { x: 0, y, w: WIDTH, h: 1 }, panels: [] };
}
