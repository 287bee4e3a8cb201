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
  club: {
    title: 'Club',
    another: 'Open another club…',
  },
};
