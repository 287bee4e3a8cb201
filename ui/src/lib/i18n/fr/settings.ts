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
