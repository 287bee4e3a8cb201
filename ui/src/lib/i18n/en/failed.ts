import type { Obstacle, SheetProblem } from '../../ipc/bindings';
import { count } from '../format';
import type { Failed, Problems } from '../sentences';

const words = (table: string): string => table.replace('_', ' ');

/** What stands between the window and a file. */
const obstacles: Record<Obstacle, string> = {
  missing: 'This file, or its folder, is no longer there.',
  denied: 'You may not read this file, or write into this folder.',
  not_a_file: 'This is not a file.',
  cut_short: 'This file became shorter while it was read. Try again when nothing writes to it.',
  other: 'This file can be neither read nor written.',
};

/** Why a file holds no list, and where to look. */
const problems: Problems = {
  workbook: () => 'This is a workbook: save the sheet as CSV from the spreadsheet, then choose it.',
  pdf: () => 'This is a PDF: a list is imported from a CSV file.',
  binary: () => 'This file is no text: a list is imported from a CSV file.',
  too_many_lines: ({ maximum, found }) =>
    `This list has ${count(found)} lines; a list may have ${count(maximum)}. Cut it into several files.`,
  too_many_columns: ({ maximum, found }) =>
    `This list has ${count(found)} columns; a list may have ${count(maximum)}. Take out those that serve nothing.`,
  cell_too_long: ({ line, column, maximum, found }) =>
    `Line ${count(line)}, column ${count(column)}: ${count(found)} letters; this cell may have ${count(maximum)}.`,
  no_header: ({ line }) =>
    `Line ${count(line)}: the columns have no heads. The first line must name them.`,
};

/** Why something did not work, and what to do about it. */
export const failed: Failed = {
  no_club: () => 'No club is open.',
  not_found: () => 'This is no longer there: somebody may have undone it.',
  changed_since: ({ with: { by } }) =>
    by === null
      ? 'It cannot be undone: it has changed since.'
      : `It cannot be undone: operation ${by} has changed it since. Undo that one first.`,
  still_used: ({ with: it }) =>
    `It cannot be undone: the ${words(it.table)} is still used by a ${words(it.by_table)}.`,
  read_only: () => 'The folder of the club is read-only: nothing can be saved there.',
  disk_full: () => 'The disk is full: nothing was saved. Make room and try again.',
  disk_failed: () =>
    'The disk does not answer any more: nothing was saved. See that it is plugged in and has not failed, then try again.',
  busy: () =>
    'The file of the club is taken up by other work, or by another program: nothing was saved. Try again in a moment.',
  damaged: () => 'The file of the club is damaged: nothing was changed. Restore a backup copy.',
  document_damaged: () =>
    'This document is damaged in the file of the club: it is not shown, since it would not be the one that was received.',
  file_failed: ({ with: { obstacle } }) => obstacles[obstacle],
  not_a_list: ({ with: it }) => (problems[it.problem] as (facts: SheetProblem) => string)(it),
  internal: () => 'Something failed in the application. Nothing was changed.',
};
