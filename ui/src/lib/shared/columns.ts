// What a list shows: its columns, and the order of its lines.

import type { Snippet } from 'svelte';
import { compare } from '$lib/i18n';

/** One column of a list of `Row`. */
export interface Column<Row> {
  id: string;
  label: string;
  /** In rem. One column at least has none and takes what is left, see `fitting`. */
  width?: number;
  /** `end` for numbers and days that are compared. */
  align?: 'end';
  /** Second voice: what stands beside the name. */
  soft?: boolean;
  /** Goes where the list is narrow; `last`, once the others are gone. */
  spare?: boolean | 'last';
  /** Cannot be hidden: most often the name. */
  fixed?: boolean;
  /** The cell as text. It is also what the tooltip says when the cell is too narrow. */
  text?: (row: Row) => string;
  /** The cell, where it is more than text. */
  cell?: Snippet<[Row]>;
  /** What the column is sorted by; without it the head is not a button. Nothing comes last. */
  by?: (row: Row) => string | number | null | undefined;
}

/** By which column a list is sorted. */
export interface Sort {
  column: string;
  descending: boolean;
}

/** The rows in order. Lines that have nothing in that column stay last both ways. */
export function sorted<Row>(rows: Row[], columns: Column<Row>[], sort: Sort | undefined): Row[] {
  const by = columns.find((it) => it.id === sort?.column)?.by;
  if (by === undefined || sort === undefined) return rows;
  const sign = sort.descending ? -1 : 1;
  // The key of a line is computed once: a hundred thousand lines compare two million times.
  const keyed = rows.map((row) => ({ row, key: by(row) }));
  keyed.sort(({ key: a }, { key: b }) => {
    if (a == null || b == null) return Number(a == null) - Number(b == null);
    const order =
      typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
    return sign * order;
  });
  return keyed.map(({ row }) => row);
}

/** What a column without a width takes at least, in rem: the name of most organisations. */
const LEAST = 12;

/** The columns for which there is room in a list of `width`, in rem. */
export function fitting<Row>(columns: Column<Row>[], width: number): Column<Row>[] {
  const taken = (it: Column<Row>) => it.width ?? LEAST;
  let over = columns.reduce((sum, it) => sum + taken(it), 0) - width;
  const gone = new Set<Column<Row>>();
  for (const spare of [true, 'last']) {
    for (const it of columns.filter((it) => it.spare === spare).reverse()) {
      if (over <= 0) break;
      gone.add(it);
      over -= taken(it);
    }
  }
  return columns.filter((it) => !gone.has(it));
}

/** A list as it is on screen, as the heads and the cells of a sheet. */
export interface Written {
  header: string[];
  rows: string[][];
}

/** The list as it is on screen: its columns, its order, its words. */
export function written<Row>(
  rows: Row[],
  columns: Column<Row>[],
  hidden: string[],
  sort: Sort | undefined,
): Written {
  const shown = columns.filter((it) => it.fixed || !hidden.includes(it.id));
  return {
    header: shown.map((it) => it.label),
    rows: sorted(rows, columns, sort).map((row) => shown.map((it) => it.text?.(row) ?? '')),
  };
}

/** A head was pressed: the other way round if the list was sorted by it already. */
export const pressedHead = (sort: Sort | undefined, column: string): Sort => ({
  column,
  descending: sort?.column === column && !sort.descending,
});
