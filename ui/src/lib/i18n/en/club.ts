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
    'The file club.json is missing from the folder of the club: without it the passphrase opens nothing. Take it from a copy.',
  envelope_damaged: () => 'The file club.json is damaged. Take it from a copy.',
  newer: () => 'A newer Cercle wrote this club: update this one.',
  older: () =>
    'An older Cercle wrote this club, and its folder is read-only: open it once where it can be written.',
  database_missing: () =>
    'The file club.db is missing from the folder of the club. Take it from a copy.',
  database_damaged: () =>
    'The file of the club is damaged, although its key is the right one. Take it from a copy.',
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
    open: 'Open the club',
    retry: 'Try again',
    another: 'Open another club…',
  },
  keyNotKept:
    'The keyring of this computer did not keep the key: the passphrase will be asked for next time.',
  failure: shut,
};
