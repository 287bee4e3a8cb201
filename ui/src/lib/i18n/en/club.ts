import { counted } from '../format';
import type { Shut } from '../sentences';

const shut: Shut = {
  passphrase_too_short: ({ minimum }) =>
    `It takes at least ${minimum} characters: three or four words will do.`,
  passphrase_too_uniform: () =>
    'This passphrase repeats the same characters too often: take three or four different words.',
  club_there: () => 'There is a club in this folder already.',
  folder_not_empty: ({ found }) =>
    `This folder holds “${found}” already: a club needs a folder of its own.`,
  folder_missing: ({ folder }) =>
    `The folder “${folder}” is no longer there: it was moved, or its disk is not plugged in.`,
  not_a_club: ({ folder }) => `The folder “${folder}” is not that of a club.`,
  creation_unfinished: () =>
    'The creation of this club was cut short; nothing was written in it. Create it again.',
  already_open: () =>
    'This club is open in another window, which does not answer. Close it and try again.',
  envelope_missing: () =>
    'The file club.json is missing from the folder of the club: without it the passphrase opens nothing. Restore a backup copy.',
  envelope_damaged: () => 'The file club.json is damaged. Restore a backup copy.',
  newer: () => 'A newer Cercle wrote this club: update this one.',
  older: () =>
    'An older Cercle wrote this club, and its folder is read-only: open it once where it can be written.',
  database_missing: () =>
    'The file club.db is missing from the folder of the club. Restore a backup copy.',
  database_damaged: () =>
    'The file of the club is damaged, although its key is the right one. Restore a backup copy.',
  no_keyring: () =>
    'No keyring answers on this computer: the passphrase of the club is asked for at each opening.',
  keyring_locked: () =>
    'The keyring is locked: unlock it and try again, or type the passphrase of the club.',
  key_not_kept: () =>
    'The keyring of this computer does not know this club yet: type its passphrase.',
  key_wrong: () => 'The key in the keyring is not that of this club: type its passphrase.',
  wrong_passphrase: () => 'This is not the passphrase of this club.',
  read_only: () => 'This folder is read-only.',
  changes_pending: () =>
    'This folder is read-only and the last changes are not put away yet: open the club once where it can be written.',
  disk_full: () => 'The disk is full: nothing was written. Make room and try again.',
  no_club: () => 'No club is open.',
  locked: () => 'Nothing is shown until the passphrase of the club is typed.',
  stopped: () => 'Stopped: nothing was changed.',
  busy: () =>
    'Other work is going on with the file of the club, or another program holds it. Wait until it ends, then try again.',
  disk_failed: () =>
    'The disk does not answer any more: nothing was changed. See that it is plugged in and has not failed, then try again.',
  false_file: ({ name }) =>
    `“${name}”, in the folder of the club, is no file but a link to something else: nothing was read or written there. Take it out of that folder.`,
  copy_place_missing: ({ folder }) =>
    `The folder of the copies, “${folder}”, is not there: plug in its disk or join its share, or choose another place.`,
  copy_gone: () => 'This copy is no longer there: it was deleted or moved.',
  copy_unsound: () =>
    'The copy was read through and is damaged: it does not count. Check the file of the club, and the disk where copies go.',
  other: ({ detail }) => `The club does not open: ${detail}.`,
};

/** Opening a club, and what stands in the way. */
export const club = {
  welcome: {
    title: 'Create a club',
    lead: 'Whatever you put in it stays on this computer, encrypted. Nothing goes over the network.',
    programme: 'Name of the programme',
    programmeHelp: 'It heads the minutes; it can be changed in the settings.',
    passphrase: 'Passphrase',
    passphraseHelp:
      'Three or four words. It opens the club on another computer, and nobody can recover it: keep it in a safe place.',
    again: 'Passphrase, once more',
    differ: 'The two passphrases differ.',
    create: 'Create the club',
    existing: 'Open an existing club…',
  },
  shut: {
    title: 'The club does not open',
    locked: 'Open the club',
    away: 'The club is locked',
    open: 'Open the club',
    retry: 'Try again',
    another: 'Open another club…',
    restore: 'Restore a copy…',
  },
  keyNotKept:
    'The keyring of this computer did not keep the key: the passphrase will be asked for next time.',
  failure: shut,
  noRoom: {
    told: 'The disk is full: the club can be read, but nothing can be written in it. Make room, then try again.',
    retry: 'Try again',
  },
  aftermath: (lost: number) =>
    lost === 0
      ? 'Cercle stopped abruptly last time. No operation was lost.'
      : `Cercle stopped abruptly last time, and its log of writes was damaged: ${counted(lost, { one: 'operation was lost', other: 'operations were lost' })}. See in the journal what has to be done again.`,
  ground: {
    share:
      'The folder of the club is on a network share: a cut while something is written may damage the file. Keep the club on the disk of this computer, and its backup copies on the share.',
    synchronised: (by: string) =>
      `${by} synchronises the folder of the club: it may copy the file half written, and make two of it. Take the club out of that folder, and put its backup copies there.`,
    conflicts: (names: string) =>
      `Conflict copies lie beside the club: ${names}. Cercle opens club.db only: if the work of another computer is missing, restore it from a copy, then take these files out of the folder.`,
    open: 'Other accounts of this computer can open the folder of the club: they read nothing without the passphrase, but can take the files away. Keep that folder to your own account.',
    conflictsSubject: 'Folder of the club',
    conflictsToday: (names: string) => `Conflict copies beside the club: ${names}`,
    conflictsOpen: 'See what to do',
  },
};
