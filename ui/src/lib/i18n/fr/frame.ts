/** The bar, the top, the sheet. */
export const frame = {
  name: 'Cercle',
  skip: 'Aller au contenu',
  sections: 'Rubriques',
  waiting: (section: string, n: string) => `${section}, ${n} en attente`,
  demo: 'Club de démonstration\u202f: tout est inventé, rien ne sort de ce poste',
  notReturned:
    'La fenêtre s’est fermée pendant qu’une pièce s’affichait : elle s’ouvre ici plutôt que sur cette pièce.',
  ownClub: 'Ouvrir mon club',
  readOnly: 'Lecture seule\u202f: le dossier du club ne peut pas être modifié',
  lock: 'Verrouiller maintenant',
  notLocked:
    'Le club n’est pas verrouillé : ce qui est en train d’être tapé n’est pas encore gardé.',
  redone: 'Rétabli',
  notUndone: (why: string) => `Impossible d’annuler. ${why}`,
  notRedone: (why: string) => `Impossible de rétablir. ${why}`,
  nothingToUndo: 'Il n’y a rien à annuler',
  nothingToRedo: 'Il n’y a rien à rétablir',
  back: 'Page précédente',
  forward: 'Page suivante',
  find: 'Rechercher ou lancer une commande',
  go: (section: string) => `Aller à\u202f: ${section}`,
  day: {
    today: (day: string) => `Aujourd’hui, ${day}`,
    past: (day: string) => `Au ${day}`,
    show: 'Afficher',
    choose: 'Voir le club un autre jour',
    help: '30/6, 30 juin 2025 ou -3m',
    back: 'Revenir à aujourd’hui',
    banner: (day: string) => `Au ${day} · lecture seule`,
  },
  found: {
    member: 'Membres',
    person: 'Personnes',
    convention: 'Conventions',
    document: 'Pièces',
    meeting: 'Réunions',
    decision: 'Décisions',
    action: 'Actions',
  },
  zoom: {
    in: 'Agrandir le texte',
    out: 'Réduire le texte',
    reset: 'Taille habituelle du texte',
  },
  leave: {
    title: 'Ce qui est saisi n’a pas pu être enregistré',
    lead: (why: string) =>
      `${why} Si vous continuez, ce qui a été tapé depuis le dernier enregistrement est perdu.`,
    retry: 'Réessayer',
    close: 'Fermer quand même',
    anyway: 'Continuer quand même',
    back: 'Revenir',
  },
  error: {
    title: 'Cette page ne s’ouvre pas',
    missing: 'Il n’y a rien à cette adresse.',
    unexpected:
      'Quelque chose a échoué dans l’application. Rien de ce qui était enregistré n’est perdu.',
    retry: 'Réessayer',
    home: 'Aller à Aujourd’hui',
  },
};
