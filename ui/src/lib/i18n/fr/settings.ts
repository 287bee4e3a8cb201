import { counted } from '../format';

/** The words of the settings. */
export const settings = {
  title: 'Réglages',
  window: {
    title: 'Cette fenêtre',
    note: 'Sur ce poste seulement',
    language: 'Langue',
    languages: { fr: 'Français', en: 'English' },
    theme: 'Apparence',
    themes: { system: 'Comme le système', light: 'Claire', dark: 'Sombre' },
    zoom: 'Taille du texte',
  },
  documents: {
    title: 'En tête des documents',
    note: 'Dans le club, et dans son journal',
    programme: 'Nom du programme',
    heading: 'Lignes au-dessus du nom',
    headingHelp: 'Une ligne par organisme, comme sur le papier à lettres.',
    save: 'Enregistrer',
  },
  authorities: {
    title: 'Autorités de certification reconnues',
    note: 'Dans le club, et dans son journal',
    count: { one: 'autorité', other: 'autorités' },
    more: (left: number) =>
      `Voir ${counted(left, { one: 'autre autorité', other: 'autres autorités' })}`,
    listedOn: (on: string) => `, liste du ${on}`,
    addedOn: (on: string) => `depuis le ${on}`,
    kinds: {
      qualified_certificates: 'certificats qualifiés',
      certificates: 'certificats',
      time_stamps: 'horodatages',
    },
    withdrawnOn: (on: string) => `, retirée le ${on}`,
    neverGranted: ', jamais accordée',
    sha256: (sha256: string) => `SHA-256 ${sha256}`,
    remove: (name: string) => `Retirer ${name}`,
    removeAll: (all: string) => `Retirer les ${all}`,
    add: 'Ajouter depuis un fichier…',
    none: 'Aucune\u202f: la confiance dans les certificats n’est pas évaluée. Ajoutez une liste de confiance (XML) ou des certificats (PEM, DER, P7B).',
  },
  passphrase: {
    title: 'Phrase secrète',
    note: 'Elle ouvre le club sur un autre poste',
    old: 'Phrase actuelle',
    fresh: 'Nouvelle phrase',
    again: 'Nouvelle phrase, encore une fois',
    differ: 'Les deux phrases ne sont pas les mêmes.',
    change: 'Changer la phrase',
    done: 'Phrase secrète changée. Une copie plus ancienne du dossier garde l’ancienne phrase.',
  },
  club: {
    title: 'Club',
    another: 'Ouvrir un autre club…',
  },
};
