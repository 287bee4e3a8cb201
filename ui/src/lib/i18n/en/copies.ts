import type { Messages } from '../fr';
import { counted } from '../format';

const operations = { one: 'operation', other: 'operations' };

/** The words of the copies of the club: making them, looking at them, going back to one. */
export const copies: Messages['copies'] = {
  title: 'Backup copies',
  about: (title) => `${title}: encrypted as the club is, and read through as a whole`,
  make: 'Copy and check now',
  made: (at) => `Copy of ${at} made and read through`,
  stopped: 'Stopped: nothing was changed',

  doing: {
    begins: 'It begins',
    copying: 'Copying the club',
    pages: 'Reading through each page of the file',
    documents: 'Reading through each document',
    encrypting: 'Encrypting under the new key',
  },
  documentsDone: (done, total) => `${done} documents of ${total}`,

  last: {
    title: 'Last copy',
    none: 'No copy was made yet. The first one is made by itself when the club opens, then one a day and one before each update.',
    good: (at, age) => `Made on ${at}, ${age}, and read through`,
    failed: (at) => `The copy of ${at} failed`,
    before: (at, age) => `The last good copy is that of ${at}, ${age}.`,
    noneBefore: 'There is no good copy yet.',
  },

  place: {
    title: 'Where copies go',
    usual: 'Into the usual folder of Cercle, on this computer',
    folder: (name) => `Into the folder “${name}”`,
    sameDisk:
      'These copies are on the same disk as the club: if that disk fails, everything is lost. Choose another disk or a share.',
    choose: 'Choose another place…',
    backToUsual: 'Back to the usual folder',
    space: (size) => `Space used: ${size}`,
  },

  keep: {
    title: 'How many are kept',
    note: 'The latest of each day, of each week, of each month',
    days: 'Days',
    weeks: 'Weeks',
    months: 'Months',
    save: 'Save',
    saved: 'Number of copies changed',
    unreadable: (least, most) => `A whole number, from ${least} to ${most}.`,
  },

  list: {
    title: 'The copies',
    none: 'No copy here.',
    more: (left) => `See ${counted(left, { one: 'more copy', other: 'more copies' })}`,
    unchecked: 'Not read through',
    replaced: 'Set aside when a copy was restored',
    restore: 'Restore…',
    restoreOf: (at) => `Restore the copy of ${at}…`,
    remove: (at) => `Delete the copy of ${at}`,
  },

  remove: {
    title: (at) => `Delete the copy of ${at}`,
    lead: 'It goes from the disk, and nothing brings it back. The club and the other copies do not change.',
    submit: 'Delete the copy',
    done: 'Copy deleted',
  },

  check: {
    title: 'The file of the club',
    note: 'It is read through with each copy, and every week at least',
    now: 'Check the file of the club',
    never: 'The file was not read through yet.',
    sound: (at) => `Read through on ${at}: nothing is damaged.`,
    unsound: (at) => `Read through on ${at}: it is damaged.`,
    documents: (n) =>
      `${counted(n, { one: 'damaged document', other: 'damaged documents' })}: take them back by restoring an earlier copy, or ask the member for them again.`,
    unnamed: 'a document that is attached to nothing',
    pages: (n) =>
      `${counted(n, { one: 'unreadable page', other: 'unreadable pages' })}: what stood there does not open any more. Restore the last good copy before you write any further.`,
    structure:
      'The tables or their indexes are damaged: what is shown may be incomplete. Restore the last good copy.',
    references:
      'Some records name others that are no longer there. Restore the last good copy, or mend these records.',
    numbers: (pages) => `Pages ${pages}`,
  },

  restore: {
    title: (at) => `Restore the copy of ${at}`,
    lead: 'The club becomes again what it was then. The present file is kept aside: you can go back to it.',
    keyChanged: 'This copy is older than the change of key.',
    passphrase: 'Passphrase of that time',
    look: 'Look into the copy',
    submit: 'Restore this copy',
    holds: 'What the copy holds',
    tally: {
      organisations: 'Organisations',
      people: 'People',
      conventions: 'Conventions',
      meetings: 'Meetings',
      documents: 'Documents',
      operations: 'Operations',
    },
    loses: 'What would be lost',
    lost: (n) => `${counted(n, operations)} done since would be lost.`,
    nothingLost: 'Nothing: no operation was done since.',
    unknown: 'The file of the club does not open: what was done since this copy cannot be counted.',
    regained: (n) =>
      `The copy holds ${counted(n, operations)} that the club does not have, and that would come back.`,
    older: (n) => `and ${counted(n, { one: 'older one', other: 'older ones' })}`,
  },

  restored: {
    done: (at) => `The club is restored as it was on ${at}.`,
    aside: 'What was there is kept aside.',
    back: 'Back to what was there',
    going: 'Going back to what was there',
    undone: 'The restoring was taken back: the club is again what it was before.',
  },

  rescue: {
    title: 'Restore a copy',
    lead: 'Choose from which day to go on. Nothing is changed before you have confirmed it.',
    none: 'No copy was found where copies go. If they are on another disk or on a share, plug it in, then choose that place.',
    leave: 'Back',
  },

  today: {
    subject: 'Backup copies',
    old: (age) => `The last copy that was read through was made ${age}`,
    failed: (sentence) => `The last copy failed. ${sentence}`,
    open: 'See the copies',
  },
};
