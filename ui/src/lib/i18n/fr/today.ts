import { counted } from '../format';

/** The words of what waits for the coordinator. */
export const today = {
  title: 'Aujourd’hui',
  lead: (waiting: number, late: number) =>
    waiting === 0
      ? 'Rien ne vous attend'
      : late === 0
        ? `${counted(waiting, { one: 'point vous attend', other: 'points vous attendent' })}`
        : `${counted(waiting, { one: 'point vous attend', other: 'points vous attendent' })}, dont ${counted(late, { one: 'en retard', other: 'en retard' })}`,
  work: 'À faire',
  groups: {
    overdue: 'En retard',
    waiting: 'En attente',
    this_week: 'Cette semaine',
    this_month: 'D’ici un mois',
    later: 'Plus tard',
  },
  more: (left: number) => `Voir ${counted(left, { one: 'autre point', other: 'autres points' })}`,
  done: 'Fait aujourd’hui',
  on: (day: string) => `Au ${day}`,
  doneThen: 'Fait ce jour-là',
  allDone: 'Voir le journal',
  empty: {
    title: 'Tout est fait',
    text: 'Les échéances, les pièces manquantes, les comptes rendus à valider et les actions en retard viendront ici.',
  },
  ends: (reference: string) => `Convention ${reference}, échéance proche`,
  pdf: (reference: string) => `Convention ${reference}, sans son PDF`,
  minutes: (day: string) => `Compte rendu du ${day} à valider`,
  actionOf: 'Action',
  nobody: 'Action sans responsable',
  open: {
    convention_ends: 'Préparer la suite',
    pdf_missing: 'Joindre le PDF contresigné',
    minutes_to_validate: 'Valider le compte rendu',
    action_overdue: 'Clore ou reporter',
  },
  meetings: {
    title: 'Prochaines réunions',
    all: 'Toutes',
    none: 'Aucune réunion à venir.',
  },
  year: {
    title: 'Douze mois',
    between: (from: string, to: string) => `${from} à ${to}`,
    members: 'Membres',
    conventions: 'Conventions en vigueur',
    actions: 'Actions ouvertes',
    values: (values: string) => `Douze mois\u202f: ${values}`,
  },
};
