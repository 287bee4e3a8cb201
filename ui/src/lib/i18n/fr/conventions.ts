import type { ConventionKind, ConventionStanding, Missing, Role, Step } from '$lib/ipc/bindings';
import { day } from '../format';

type Of<T extends { kind: string }, K extends T['kind']> = Extract<T, { kind: K }>;
type Told<T extends { kind: string }> = { [K in T['kind']]: (facts: Of<T, K>) => string };

const kinds: Record<ConventionKind, string> = {
  service: 'Convention de service',
  mac: 'Convention MAC',
};

const steps: Record<Step, string> = {
  drafted: 'Projet',
  sent: 'À signer',
  signed_by_member: 'Signée par le membre',
  countersigned: 'Contresignée',
  ended: 'Résiliée',
};

const roles: Record<Role, string> = {
  draft: 'Projet envoyé',
  signed_by_member: 'Signée par le membre',
  countersigned: 'Signée des deux parties',
  annex: 'Annexe',
};

const standing: Told<ConventionStanding> = {
  draft: () => 'Projet',
  sent: () => 'À signer',
  signed_by_member: () => 'À contresigner',
  upcoming: ({ starts_on }) => `En vigueur le ${day(starts_on)}`,
  in_force: () => 'En vigueur',
  ends_soon: ({ days }) =>
    days === 0
      ? 'Se termine aujourd’hui'
      : days === 1
        ? 'Se termine demain'
        : `Se termine dans ${days} jours`,
  lapsed: () => 'Échue',
  ended: () => 'Résiliée',
};

const missing: Told<Missing> = {
  sending: () =>
    'L’envoi à la signature : la convention est encore un projet, qui n’engage personne.',
  member_signature: ({ since }) =>
    `La signature du membre, à qui la convention est partie le ${day(since)}.`,
  countersignature: ({ since }) =>
    `La contresignature du programme : le membre a signé le ${day(since)}.`,
  countersigned_pdf: ({ since }) =>
    `Le PDF signé des deux parties. La convention est contresignée depuis le ${day(since)}, et rien ici ne le montre.`,
};

/** The words of conventions. */
export const conventions = {
  title: 'Conventions',
  kinds,
  steps,
  roles,
  standing,
  views: {
    in_force: 'En vigueur',
    waiting: 'À traiter',
    followed: 'À suivre',
    ends_soon: 'Se terminent bientôt',
    over: 'Échues',
    all: 'Toutes',
  },
  leads: {
    in_force: 'Signées des deux parties, et dans leur terme',
    waiting: 'PDF à joindre, fin dans les 90 jours\u202f: ce que montre la page Aujourd’hui',
    followed: 'Projets, signatures attendues, PDF à joindre',
    ends_soon: 'Dans les 90 jours : le temps que prend une signature',
    over: 'Arrivées à leur terme ou résiliées',
    all: '',
  },
  empty: {
    in_force: 'Aucune convention n’est en vigueur.',
    waiting: 'Aucune convention ne demande rien aujourd’hui.',
    followed: 'Aucune convention n’attend quoi que ce soit.',
    ends_soon: 'Aucune convention ne se termine dans les 90 jours.',
    over: 'Aucune convention n’est échue.',
    all: 'Aucune convention',
    first: 'Une convention lie un membre au programme. Elle commence par un projet.',
  },
  columns: {
    reference: 'Référence',
    organisation: 'Organisation',
    kind: 'Nature',
    standing: 'État',
    ends_on: 'Fin',
    price: 'Participation',
    documents: 'Pièces',
  },
  count: { one: 'convention', other: 'conventions' },
  missingPdf: 'PDF à joindre',
  noEnd: 'Sans terme',
  create: 'Nouvelle convention',
  page: {
    path: 'Parcours de la convention',
    inForce: 'En vigueur',
    lapsed: 'Échue',
    until: (to: string) => `jusqu’au ${to}`,
    from: (from: string) => `à partir du ${from}`,
    noEnd: 'sans terme',
    unknownDay: 'jour non noté',
    toSend: 'à envoyer',
    awaited: 'attendue',
    oncePdf: (on: string) => `${on}, PDF à joindre`,
    onceSigned: 'une fois contresignée',
    missing: 'Ce qui manque',
    nothingMissing: 'Rien',
    inForceUntil: (to: string) => `Rien. La convention est en vigueur jusqu’au ${to}.`,
    inForceForGood: 'Rien. La convention est en vigueur, sans terme.',
    upcoming: (from: string) => `Rien. La convention entre en vigueur le ${from}.`,
    over: (on: string) => `Rien : la convention a pris fin le ${on}.`,
    endsSoon: (to: string) =>
      `La suite : la convention se termine le ${to}, et une nouvelle met souvent trois mois à être signée.`,
    renew: 'Préparer la suivante',
    stepBack: 'Étape précédente',
    more: 'Plus, sur cette convention',
    edit: 'Modifier',
    end: 'Mettre fin…',
    record: (step: string) => `Enregistrer : ${step.toLowerCase()}…`,
    terms: 'Termes',
    termsInForce: (on: string) => `En vigueur au ${on}`,
    termsToCome: 'Dès la contresignature',
    termsOver: 'Ce qu’elle disait',
    kind: 'Nature',
    member: 'Membre',
    object: 'Objet',
    start: 'Début',
    startsWithCountersignature: 'à la contresignature',
    startOf: (on: string) => `${on}, jour de la contresignature`,
    finish: 'Fin',
    price: 'Participation',
    aYear: (amount: string) => `${amount} par an`,
    memberSignatory: 'Signataire',
    programmeSignatory: 'Pour le programme',
  },
  documents: {
    title: 'Pièces',
    count: { one: 'pièce', other: 'pièces' },
    none: 'Aucune pièce. Joignez la convention telle qu’elle est revenue signée.',
    noneThen: 'Aucune pièce n’était reçue ce jour-là.',
    attach: 'Joindre un PDF…',
    attachCountersigned: 'Joindre le PDF…',
    role: 'Pièce',
    received: 'Reçue le',
    sha256: 'Empreinte',
    sha256Whole: (sha256: string) => `SHA-256 ${sha256}`,
    shown: (name: string) => `Afficher ${name}`,
    more: (name: string) => `Plus, sur ${name}`,
    save: 'Enregistrer une copie…',
    saved: 'Copie enregistrée',
    detach: 'Retirer',
  },
  form: {
    draft: 'Nouvelle convention',
    draftSubmit: 'Créer le projet',
    edit: (reference: string) => `Modifier la convention ${reference}`,
    editSubmit: 'Enregistrer',
    organisation: 'Organisation',
    kind: 'Nature',
    reference: 'Référence',
    referenceHelp: 'Le numéro qui figure sur la convention',
    object: 'Objet',
    price: 'Participation annuelle',
    starts_on: 'Début',
    startsHelp: 'Vide : le jour de la contresignature',
    ends_on: 'Fin',
    endsHelp: 'Vide : sans terme',
    member_signatory: 'Signataire pour le membre',
    programme_signatory: 'Signataire pour le programme',
    signatoryHelp: 'Un nom, puis sa fonction après une virgule',
    drafted_on: 'Projet commencé le',
  },
  advance: {
    title: {
      drafted: 'Commencer le projet',
      sent: 'Envoyer à la signature',
      signed_by_member: 'Enregistrer la signature du membre',
      countersigned: 'Enregistrer la contresignature',
      ended: 'Mettre fin à la convention',
    } satisfies Record<Step, string>,
    on: {
      drafted: 'Commencé le',
      sent: 'Envoyée le',
      signed_by_member: 'Signée le',
      countersigned: 'Contresignée le',
      ended: 'Prend fin le',
    } satisfies Record<Step, string>,
    submit: {
      drafted: 'Commencer',
      sent: 'Enregistrer l’envoi',
      signed_by_member: 'Enregistrer la signature',
      countersigned: 'Enregistrer la contresignature',
      ended: 'Mettre fin',
    } satisfies Record<Step, string>,
    countersignedLead: 'Vérifiez le terme tel que la convention signée le dit.',
    endedLead:
      'La convention s’arrête avant son terme, d’un commun accord ou parce qu’une partie la dénonce.',
  },
  attach: {
    title: 'Joindre ce PDF',
    file: 'Fichier',
    role: 'Ce que c’est',
    received: 'Reçu le',
    submit: 'Joindre le PDF',
    another: 'Choisir un autre fichier…',
    elsewhere: (reference: string, organisation: string, name: string) =>
      `Ce même fichier est déjà joint à la convention ${reference} (${organisation}), sous le nom « ${name} ». Vous pouvez le joindre ici aussi.`,
  },
  missing,
};
