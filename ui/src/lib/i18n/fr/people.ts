/** The words of people and of their posts. */
export const people = {
  count: { one: 'personne', other: 'personnes' },
  none: 'Personne n’est noté ici.',
  add: 'Ajouter une personne',
  more: (name: string) => `Plus, sur ${name}`,
  held: (from: string | null) => (from === null ? 'en poste' : `depuis le ${from}`),
  over: (from: string | null, to: string | null) =>
    from === null
      ? `jusqu’au ${to ?? '?'}`
      : to === null
        ? `à partir du ${from}`
        : `du ${from} au ${to}`,
  missionHere: (employer: string) => `en mission ici, employeur : ${employer}`,
  missionFor: (member: string) => `en mission pour ${member}`,
  edit: 'Modifier la personne…',
  correct: 'Corriger le poste…',
  leave: 'Noter la fin du poste…',
  another: 'Ajouter un autre poste…',
  remove: 'N’a jamais eu ce poste',
  form: {
    add: 'Ajouter une personne',
    addSubmit: 'Ajouter la personne',
    lead: (organisation: string) => `Elle travaille pour ${organisation}.`,
    edit: (name: string) => `Modifier « ${name} »`,
    givenName: 'Prénom',
    familyName: 'Nom',
    email: 'Courriel',
    phone: 'Téléphone',
    known: (name: string) => `${name} est déjà dans le club.`,
    takeKnown: 'C’est cette personne',
    other: 'C’est une autre personne',
    taken: (name: string) => `${name} garde sa fiche et prend un nouveau poste.`,
  },
  post: {
    add: (name: string) => `Nouveau poste : ${name}`,
    addSubmit: 'Ajouter le poste',
    correct: (name: string) => `Corriger le poste : ${name}`,
    correctLead:
      'Ce qui était noté était faux. Si la personne s’en va, notez plutôt la fin du poste.',
    correctSubmit: 'Corriger le poste',
    organisation: 'Employeur',
    function: 'Fonction',
    from: 'Premier jour',
    to: 'Dernier jour',
    onBehalfOf: 'En mission pour',
    onBehalfOfHelp: 'Le membre chez qui un prestataire a placé cette personne',
  },
  end: {
    title: 'Noter la fin d’un poste',
    lead: (name: string) => `${name} s’en va. Si une date était fausse, corrigez le poste plutôt.`,
    last: 'Dernier jour',
    submit: 'Noter la fin du poste',
  },
};
