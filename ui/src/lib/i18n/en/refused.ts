import { count, day, size } from '../format';
import type { Refused } from '../sentences';

/** Why a rule says no, and what to do about it. */
export const refused: Refused = {
  already_there: () => 'This is recorded already.',
  name_missing: () => 'The name is missing.',
  name_taken: ({ name }) => `“${name}” is there already: open its page, or give another name.`,
  ends_before_it_starts: ({ from, to }) =>
    `The end (${day(to)}) comes before the start (${day(from)}).`,
  memberships_overlap: ({ from, to }) =>
    to === null
      ? `A membership runs since ${day(from)}: record the departure first.`
      : `A membership runs from ${day(from)} to ${day(to)}: the two overlap.`,
  already_left: ({ on }) => `The departure is recorded already, on ${day(on)}.`,
  still_to_come: ({ on }) => `${day(on)} is still to come: record this on that day.`,
  register_number_has_other_than_digits: ({ found }) =>
    `“${found}” is not a digit: a SIREN or a SIRET is made of digits only.`,
  register_number_length: ({ digits }) =>
    `A SIREN has 9 digits and a SIRET 14; there are ${count(digits)}.`,
  register_number_checksum: () => 'There is no such number: a digit is wrong or two are swapped.',
  parent_is_own_child: () => 'An organisation cannot belong to itself, not even through others.',
  address_malformed: ({ address }) =>
    `“${address}” is not an address: it takes a name, @ and a domain.`,
  step_reached: ({ on }) => `This step was reached on ${day(on)}.`,
  step_before_its_predecessor: ({ on, before }) =>
    `${day(on)} comes before the previous step, of ${day(before)}.`,
  countersigned: ({ on }) =>
    `The convention was countersigned on ${day(on)} and binds both sides. Record its end instead.`,
  never_in_force: () => 'This convention was never in force: it cannot end.',
  still_a_draft: () => 'It is still a draft: there is no previous step.',
  reference_missing: () => 'The reference is missing.',
  reference_taken: ({ reference }) => `The reference “${reference}” is taken.`,
  not_a_pdf: () => 'This file is not a PDF.',
  file_empty: () => 'This file is empty.',
  file_too_large: ({ bytes }) => `This file has ${size(bytes)}; a PDF may have 100 MB, a list 32.`,
  no_certificates: () =>
    'This file holds no certificate. What is read: PEM, DER, P7B, and trusted lists in XML.',
  list_of_lists: ({ countries }) =>
    `This file is the European list of lists: it holds no certificate. Add the list of a State (${countries.join(', ')}).`,
  already_trusted: ({ name }) => `This certificate is trusted already, as “${name}”.`,
  already_attached: ({ name }) =>
    `The same file is attached to this convention already, as “${name}”.`,
  minutes_validated: ({ on }) =>
    `The minutes were validated on ${day(on)}: reopen them to change them.`,
  minutes_locked: ({ on }) => `The minutes were locked on ${day(on)}: they do not change any more.`,
  minutes_not_validated: () => 'The minutes are not validated.',
  agenda_empty: () => 'The agenda is empty: there is nothing to validate.',
  text_missing: () => 'The text is missing.',
  text_too_long: ({ maximum, found }) =>
    `This text has ${count(found)} letters; it may have ${count(maximum)}.`,
  represents_itself: () => 'An organisation cannot represent itself.',
  not_an_action: () => 'This paragraph is not an action.',
  arrival_unknown: ({ words }) => `“${words}”: say between which days this arrival lies.`,
  departure_unknown: ({ words }) => `“${words}”: say between which days this departure lies.`,
  departure_without_arrival: () => 'There is a departure but no arrival.',
  same_as_line: ({ line }) => `The same organisation is on line ${count(line)} already.`,
  row_unreadable: ({ fault }) => {
    switch (fault.problem) {
      case 'too_wide':
        return `This line has ${count(fault.found)} cells, while the heads name ${count(fault.expected)}: correct it in the file.`;
      case 'without_head':
        return `Column ${count(fault.column)} holds something and has no head: give it one in the file.`;
      case 'quote_never_closed':
        return 'A quotation mark is opened and never closed: correct this line in the file.';
      case 'text_after_quote':
        return `Line ${count(fault.line)}, something follows a closing quotation mark: correct it in the file.`;
      case 'cell_too_long':
        return `Column ${count(fault.column)} holds ${count(fault.found)} letters; a cell may have ${count(fault.maximum)}.`;
    }
  },
  looks_like: ({ name }) => `This name looks like “${name}”: is it the same organisation?`,
  no_column_of_names: () => 'No column holds the names: choose it.',
  columns_hold_the_same: ({ one, other }) =>
    `The columns “${one}” and “${other}” are taken for the same thing: keep one.`,
  preview_outdated: () =>
    'The club has changed since the preview: it was made anew, read it before you import.',
};
