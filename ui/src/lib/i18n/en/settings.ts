import type { Messages } from '../fr';
import { counted } from '../format';

/** The words of the settings. */
export const settings: Messages['settings'] = {
  title: 'Settings',
  window: {
    title: 'This window',
    note: 'On this computer only',
    language: 'Language',
    languages: { fr: 'Français', en: 'English' },
    theme: 'Appearance',
    themes: { system: 'As the system says', light: 'Light', dark: 'Dark' },
    zoom: 'Size of text',
    name: 'Your name in the journal',
    nameHelp: 'Without it the journal writes the name of your account on this computer.',
  },
  documents: {
    title: 'Heading of documents',
    note: 'In the club, and in its journal',
    programme: 'Name of the programme',
    heading: 'Lines above the name',
    headingHelp: 'One line for each body, as on headed paper.',
    save: 'Save',
  },
  authorities: {
    title: 'Trusted certification authorities',
    note: 'In the club, and in its journal',
    count: { one: 'authority', other: 'authorities' },
    more: (left) => `See ${counted(left, { one: 'more authority', other: 'more authorities' })}`,
    listedOn: (on: string) => `, list of ${on}`,
    addedOn: (on: string) => `since ${on}`,
    kinds: {
      qualified_certificates: 'qualified certificates',
      certificates: 'certificates',
      time_stamps: 'time-stamps',
    },
    withdrawnOn: (on: string) => `, withdrawn on ${on}`,
    neverGranted: ', never granted',
    sha256: (sha256: string) => `SHA-256 ${sha256}`,
    remove: (name: string) => `Remove ${name}`,
    removeAll: (all: string) => `Remove the ${all}`,
    add: 'Add from a file…',
    none: 'None: the trust in certificates is not evaluated. Add a trusted list (XML) or certificates (PEM, DER, P7B).',
  },
  passphrase: {
    title: 'Passphrase',
    note: 'It opens the club on another computer',
    old: 'Present passphrase',
    fresh: 'New passphrase',
    again: 'New passphrase, once more',
    differ: 'The two passphrases differ.',
    change: 'Change the passphrase',
    done: 'Passphrase changed. An older copy of the folder keeps the old one.',
  },
  security: {
    title: 'Security',
    note: 'On this computer',
    lockAfter: 'Lock after an absence of',
    lockAfterHelp:
      'Without a key, without the mouse: the passphrase is then asked for, and nothing can be read before.',
    never: 'Never',
    minutes: (n) => `${n}\u00a0minutes`,
    lock: 'Lock now',
    forget: 'Forget this computer',
    notForgotten: 'This computer is not forgotten: what is being typed is not kept yet.',
    forgetLead:
      'The keyring of this computer will not keep the key of the club any more, and the club closes: its passphrase will be asked for to open it. See that you have it.',
  },
  copies: {
    title: 'Backup copies',
    note: 'One a day, and one before each update',
    open: 'See the backup copies',
  },
  key: {
    title: 'Key of the club',
    note: 'To take access from somebody who leaves',
    lead: 'Whoever had the passphrase, or the keyring of a computer, keeps the key. A change shuts the club to the old one: the whole file is encrypted anew.',
    open: 'Change the key…',
    submit: 'Change the key',
    current: 'Present passphrase of the club',
    fresh: 'New passphrase of the club',
    again: 'New passphrase of the club, once more',
    oldCopies: 'The backup copies of before',
    remove: 'Delete them',
    removeHelp:
      'Whoever leaves could open them with the old passphrase. A fresh copy is made first.',
    keep: 'Keep them',
    keepHelp:
      'They still open with the old passphrase: keep them where whoever leaves does not go.',
    done: 'The key is changed',
    notOthers: 'On other computers the new passphrase will be asked for at the next opening.',
    kept: 'The keyring of this computer keeps the new key.',
    notKept:
      'The keyring of this computer did not keep the new key: the new passphrase will be asked for at each opening.',
    removed: (n) =>
      n > 0
        ? `${counted(n, { one: 'copy', other: 'copies' })} of before ${n > 1 ? 'were' : 'was'} deleted, and a fresh copy was made.`
        : 'There was no copy of before to delete.',
    stay: 'The copies of before are kept: they still open with the old passphrase.',
    notRemoved: (sentence) =>
      `A fresh copy was made, but copies of before could not be deleted: they still open with the old passphrase. ${sentence}`,
    copyStopped:
      'The fresh copy was stopped, so the copies from before were kept: they still open with the old passphrase.',
    noCopy: (sentence) =>
      `The fresh copy could not be made, and the copies of before were therefore kept: they still open with the old passphrase. ${sentence}`,
  },
  club: {
    title: 'Club',
    another: 'Open another club…',
  },
};
