import type {
  ConventionStanding,
  MemberStanding,
  OrganisationKind,
  Role,
  Step,
} from '$lib/ipc/bindings';
import { counted, day, daysShort } from '../format';

type Of<T extends { kind: string }, K extends T['kind']> = Extract<T, { kind: K }>;
type Told<T extends { kind: string }> = { [K in T['kind']]: (facts: Of<T, K>) => string };
type Bounds = { earliest: string; latest: string };

/** The words of members. */
export const members = {
  title: 'Membres',
  count: { one: 'organisation', other: 'organisations' },
  create: 'Nouveau membre',
  import: 'Importer une liste…',
  export: 'Exporter',
  exporting: 'Export de la liste',
  exported: 'Liste exportée',
  /** The name of the file that an export offers. */
  file: (on: string) => `membres-${on}.csv`,
  more: 'Plus, sur les membres',

  views: {
    present: 'Présents',
    left: 'Anciens',
    uncovered: 'Sans convention',
    companies: 'Éditeurs et ESN',
    all: 'Tous',
  },
  empty: {
    first: 'Aucun membre',
    firstHelp: 'Importez la liste que vous tenez déjà, ou saisissez un premier membre.',
    present: 'Personne n’est membre ce jour-là.',
    left: 'Personne n’est parti.',
    uncovered: 'Chaque membre a une convention en vigueur.',
  },

  kinds: {
    ministry: 'Ministère',
    public_body: 'Établissement public ou opérateur',
    local_authority: 'Collectivité',
    research: 'Université ou recherche',
    social_security: 'Sécurité sociale',
    state_service: 'Service déconcentré ou à compétence nationale',
    independent_authority: 'Autorité administrative indépendante',
    company: 'Éditeur, ESN ou tiers-archiveur',
    association: 'Association',
    other: 'Autre',
  } satisfies Record<OrganisationKind, string>,
  /** The same in a column. */
  kindsShort: {
    ministry: 'Ministère',
    public_body: 'Établissement',
    local_authority: 'Collectivité',
    research: 'Recherche',
    social_security: 'Sécurité sociale',
    state_service: 'Déconcentré',
    independent_authority: 'Autorité indép.',
    company: 'ESN, éditeur',
    association: 'Association',
    other: 'Autre',
  } satisfies Record<OrganisationKind, string>,

  columns: {
    name: 'Organisation',
    kind: 'Nature',
    status: 'Statut',
    since: 'Membre depuis',
    until: 'Parti le',
    convention: 'Convention jusqu’au',
    seen: 'Vue en réunion',
  },

  filter: {
    status: 'Statut',
    kind: 'Nature',
    convention: 'Convention',
    seen: 'Vue',
    statuses: {
      member: 'présent',
      left: 'parti',
      upcoming: 'à venir',
      never_member: 'jamais membre',
    } satisfies Record<MemberStanding['kind'], string>,
    conventions: {
      none: 'sans',
      in_force: 'en vigueur',
      ends_soon: 'bientôt finie',
    },
    seens: {
      lately: 'depuis un an',
      not_lately: 'pas depuis un an',
    },
    /** The same where it is the name of a whole filter. */
    named: {
      conventions: {
        none: 'sans convention',
        in_force: 'convention en vigueur',
        ends_soon: 'convention bientôt finie',
      },
      seens: {
        lately: 'vu depuis un an',
        not_lately: 'pas vu depuis un an',
      },
    },
    save: 'Garder ce filtre',
    forget: 'Ne plus garder ce filtre',
  },

  /** A day that may lie between two. */
  between: ({ earliest, latest }: Bounds) =>
    earliest === latest ? `le ${day(latest)}` : `entre le ${day(earliest)} et le ${day(latest)}`,
  /** Before the last of two days, for those who do not see the sign. */
  atTheLatest: 'au plus tard le',

  standing: {
    member: ({ until }) => (until === null ? 'Présent' : `Part le ${day(until.latest)}`),
    left: ({ on }) => `Parti le ${day(on.latest)}`,
    upcoming: ({ arrives }) => `Arrive le ${day(arrives.latest)}`,
    never_member: () => 'Jamais membre',
  } satisfies Told<MemberStanding>,

  convention: {
    draft: () => 'Projet',
    sent: () => 'À signer',
    signed_by_member: () => 'Contreseing attendu',
    upcoming: ({ starts_on }) => `Dès le ${day(starts_on)}`,
    in_force: ({ ends_on }) => (ends_on === null ? 'Sans terme' : day(ends_on)),
    ends_soon: ({ ends_on, days }) => `${day(ends_on)}, ${daysShort(days)}`,
    lapsed: ({ ended_on }) => `Échue le ${day(ended_on)}`,
    ended: ({ ended_on }) => `Résiliée le ${day(ended_on)}`,
  } satisfies Told<ConventionStanding>,
  noConvention: 'Aucune',

  page: {
    register: { siren: 'SIREN', siret: 'SIRET' },
    since: 'Membre depuis',
    sinceUntil: (until: string) => `jusqu’au ${until}`,
    wasMember: 'A été membre',
    fromTo: (from: string, to: string) => `${from} – ${to}`,
    arrives: 'Devient membre',
    never: 'Pas membre',
    convention: 'Convention',
    conventionIn: (standing: string, days: string) => `${standing}, ${days}`,
    seen: 'Vue en réunion',
    neverSeen: 'Jamais',
    group: 'Groupe',
    noGroup: 'Aucun',
    projects: 'Projets',
    more: (name: string) => `Plus, sur ${name}`,
    tabs: 'Ce que l’on sait de ce membre',
    timeline: 'Fil',
    periods: 'Adhésions',
    people: 'Personnes',
    conventions: 'Conventions',
    notes: 'Notes',
    documents: 'Pièces',
    edit: 'Modifier la fiche…',
    depart: 'Noter un départ…',
    comeBack: 'Noter un retour…',
    join: 'Noter une arrivée…',
    correct: 'Corriger les dates…',
    remove: 'N’était pas membre alors',
    addProject: 'Ajouter un projet…',
    addPerson: 'Ajouter une personne…',
    addConvention: 'Nouvelle convention…',
  },

  events: {
    arrived: 'Arrivée dans le club',
    left: 'Départ du club',
    words: (words: string) => `« ${words} » dans la liste`,
    steps: {
      drafted: (reference) => `Convention ${reference} mise en projet`,
      sent: (reference) => `Convention ${reference} envoyée à la signature`,
      signed_by_member: (reference) => `Convention ${reference} signée par le membre`,
      countersigned: (reference) => `Convention ${reference} contresignée`,
      ended: (reference) => `Convention ${reference} résiliée`,
    } satisfies Record<Step, (reference: string) => string>,
    lapsed: (reference: string) => `Convention ${reference} échue`,
    received: {
      draft: (reference) => `Projet de la convention ${reference} gardé`,
      signed_by_member: (reference) => `Convention ${reference} signée reçue`,
      countersigned: (reference) => `Convention ${reference} contresignée reçue`,
      annex: (reference) => `Annexe de la convention ${reference} reçue`,
    } satisfies Record<Role, (reference: string) => string>,
    attended: (meeting: string) => `Vue en réunion : ${meeting}`,
    represented: (meeting: string) => `Représentée en réunion : ${meeting}`,
    representedBy: (name: string) => `par ${name}`,
    none: 'Rien n’est encore arrivé à ce membre.',
  },

  periods: {
    from: (from: string) => `depuis le ${from}`,
    fromTo: (from: string, to: string) => `du ${from} au ${to}`,
    more: (period: string) => `Plus, sur l’adhésion ${period}`,
    none: 'Cette organisation n’a jamais été membre.',
  },

  notes: {
    project: 'Projet',
    none: 'Aucun projet noté.',
    add: 'Ajouter un projet',
    more: (text: string) => `Plus, sur « ${text} »`,
    edit: 'Modifier…',
    remove: 'Retirer',
    count: { one: 'projet', other: 'projets' },
  },

  documents: {
    none: 'Aucune pièce. Les pièces se joignent aux conventions.',
    file: 'Fichier',
    convention: 'Convention',
    received: 'Reçue le',
  },

  conventions: {
    none: 'Aucune convention.',
  },

  form: {
    new: 'Nouveau membre',
    newSubmit: 'Créer le membre',
    edit: (name: string) => `Modifier « ${name} »`,
    name: 'Nom',
    nameHelp: 'Celui dont le club se sert',
    legalName: 'Nom officiel',
    legalNameHelp: 'S’il signe sous un autre nom',
    kind: 'Nature',
    register: 'SIREN ou SIRET',
    group: 'Groupe',
    groupHelp: 'L’organisation dont elle dépend',
    arrived: 'Membre depuis',
    notMember: 'Connue du club, sans en être membre',
    missing: (digits: number) =>
      digits < 9
        ? `Il manque ${counted(9 - digits, { one: 'chiffre', other: 'chiffres' })} : un SIREN en compte neuf.`
        : `Il manque ${counted(14 - digits, { one: 'chiffre', other: 'chiffres' })} : un SIRET en compte quatorze.`,
  },
  departure: {
    title: 'Noter un départ',
    lead: (name: string) => `${name} s’en va. Si une date était fausse, corrigez-la plutôt.`,
    left: 'Dernier jour',
    submit: 'Noter le départ',
    correct: 'Corriger les dates…',
  },
  period: {
    join: 'Noter une arrivée',
    joinLead: (name: string) => `${name} devient membre.`,
    joinSubmit: 'Noter l’arrivée',
    back: 'Noter un retour',
    backLead: (name: string) => `${name} avait quitté le club et y revient.`,
    backSubmit: 'Noter le retour',
    correct: 'Corriger les dates d’adhésion',
    correctLead: (name: string) =>
      `Les dates notées pour ${name} étaient fausses. Si le membre s’en va, notez plutôt son départ.`,
    correctSubmit: 'Corriger les dates',
    arrived: 'Arrivée',
    left: 'Dernier jour',
    leftYet: 'Le membre est parti',
  },
  note: {
    add: 'Ajouter un projet',
    edit: 'Modifier une note',
    text: 'Ce que le membre fait avec le logiciel',
    submit: 'Ajouter le projet',
  },
};
