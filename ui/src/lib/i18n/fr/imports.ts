import type { Field, Likeness, Outcome } from '$lib/ipc/bindings';
import { count, counted, day } from '../format';

/** The words of the import of a list of members. */
export const imports = {
  title: 'Importer une liste',
  lead: 'Rien n’entre dans le club avant que vous ayez vu ce qui va changer.',
  choose: 'Choisir un fichier…',
  another: 'Choisir un autre fichier…',
  give_up: 'Abandonner',
  empty: {
    title: 'Quelle liste importer ?',
    help: 'Un fichier CSV dont la première ligne nomme les colonnes : nom, nature, SIREN, arrivée, départ, projet. Depuis un tableur, enregistrez la feuille au format CSV.',
  },
  file: (name: string, recognised: number, columns: number) =>
    `${name}, ${count(recognised)} ${recognised > 1 ? 'colonnes reconnues' : 'colonne reconnue'} sur ${count(columns)}`,
  submit: (n: number) =>
    n === 0 ? 'Rien à importer' : `Importer ${counted(n, { one: 'ligne', other: 'lignes' })}`,
  members: (before: string, after: string) => `Membres : ${before}, puis ${after}`,
  running: (name: string) => `Import de ${name}`,
  done: (done: string, total: string) => `${done} lignes sur ${total}`,
  rate: (perSecond: string) => `${perSecond} par seconde`,
  imported: (created: number, changed: number, refused: number) =>
    [
      `Liste importée\u202f: ${counted(created, { one: 'ligne créée', other: 'lignes créées' })}`,
      ...(changed > 0 ? [counted(changed, { one: 'changée', other: 'changées' })] : []),
      ...(refused > 0 ? [counted(refused, { one: 'laissée', other: 'laissées' })] : []),
    ].join(', '),
  stopped: 'Import arrêté : rien n’a été changé',

  tabs: {
    label: 'Ce que dit la liste',
    preview: 'Aperçu',
    columns: 'Colonnes',
    dates: 'Dates',
    kinds: 'Natures',
  },

  outcomes: {
    create: 'Créée',
    change: 'Modifiée',
    same: 'Inchangée',
    repeated: 'Répétée',
    refuse: 'Refusée',
  } satisfies Record<Outcome['kind'], string>,
  counts: {
    create: { one: 'créée', other: 'créées' },
    change: { one: 'modifiée', other: 'modifiées' },
    same: { one: 'inchangée', other: 'inchangées' },
    repeated: { one: 'répétée', other: 'répétées' },
    refuse: { one: 'refusée', other: 'refusées' },
  } satisfies Record<Outcome['kind'], { one: string; other: string }>,

  fields: {
    name: 'Nom',
    legal_name: 'Nom officiel',
    kind: 'Nature',
    register_number: 'SIREN ou SIRET',
    arrived: 'Arrivée',
    left: 'Départ',
    first_list: 'Première liste où il figure',
    last_list: 'Dernière liste où il figure',
    project: 'Projet',
  } satisfies Record<Field, string>,

  columns: {
    lead: 'Ce que contient chaque colonne. Ce qui est laissé de côté n’entre pas dans le club.',
    head: 'Colonne',
    example: 'Par exemple',
    holds: 'Contient',
    holdsOf: (head: string) => `Ce que contient la colonne ${head}`,
    note: 'Une note, gardée sous ce titre',
    leftOut: 'Laissée de côté',
    untitled: (n: number) => `Colonne ${count(n)}, sans titre`,
    noExample: 'rien',
    leftovers: (heads: string) => `Laissées de côté : ${heads}.`,
    keepAll: 'Les garder en notes',
  },

  dates: {
    lead: 'Les mêmes mots ne se demandent qu’une fois, pour toutes les lignes qui les portent.',
    arrivals: 'Arrivées',
    departures: 'Départs',
    more: (next: number) => `Voir ${counted(next, { one: 'autre date', other: 'autres dates' })}`,
    lines: { one: 'ligne', other: 'lignes' },
    blank: 'Case vide',
    blankHelp: 'Connues du club, sans en être membres',
    between: 'Entre le',
    and: 'et le',
    betweenOf: (words: string) => `« ${words} » : au plus tôt`,
    andOf: (words: string) => `« ${words} » : au plus tard`,
    said: 'Compris',
    proposed: 'À confirmer',
    unknown: 'À préciser',
    answered: 'Confirmé',
    nobody: 'Nul ne sait',
    confirm: 'Confirmer',
    confirmOf: (words: string) => `Confirmer « ${words} »`,
    notKnown: 'Nul ne sait',
    notKnownOf: (words: string) => `« ${words} » : nul ne sait`,
    again: 'Revenir à la proposition',
    againOf: (words: string) => `« ${words} » : revenir à la proposition`,
    confirmAll: (n: number) =>
      n > 1 ? `Confirmer les ${count(n)} propositions` : 'Confirmer la proposition',
    open: (n: number) =>
      n > 1
        ? `${count(n)} formulations attendent votre réponse.`
        : 'Une formulation attend votre réponse.',
    none: 'La liste ne dit rien d’une arrivée ni d’un départ.',
  },

  kinds: {
    lead: 'Ces mots ne se reconnaissent pas. Sans réponse, la nature est « Autre ».',
    words: 'Mots de la liste',
    lines: 'Lignes',
    more: (next: number) =>
      `Voir ${counted(next, { one: 'autre nature', other: 'autres natures' })}`,
    kind: 'Nature',
    kindOf: (words: string) => `Nature pour « ${words} »`,
    none: 'Toutes les natures se reconnaissent.',
  },

  preview: {
    label: 'Lignes de la liste',
    all: 'Toutes',
    line: 'N°',
    outcome: 'Ligne',
    name: 'Organisation',
    kind: 'Nature',
    register: 'SIREN',
    arrived: 'Arrivée',
    left: 'Départ',
    what: 'Ce qui va changer',
    lines: { one: 'ligne', other: 'lignes' },
    correct: (field: string, line: number) => `${field}, ligne ${count(line)}`,
    reading: 'Lecture de la liste…',
    none: 'Aucune ligne de cette sorte.',
  },

  what: {
    create: 'Nouveau membre',
    createLeft: (left: string) => `Ancien membre, parti ${left}`,
    createAside: 'Nouvelle organisation, pas membre',
    same: 'Rien',
    repeated: (line: number) => `Répète la ligne ${count(line)}, mot pour mot`,
    leave: 'Corrigez ici ou laissez la ligne.',
    answer: 'Répondez dans « Dates ».',
    decide: 'Ouvrez la ligne pour choisir.',
    becomes: (field: string, before: string, after: string) =>
      `${field} : ${before}, devient ${after}`,
    learns: (field: string, after: string) => `${field} : ${after}`,
    keeps: (field: string, before: string, after: string) =>
      `${field} : la fiche garde ${before}, la liste dit ${after}`,
    note: 'Note',
    project: 'Projet',
    quoted: (text: string) => `« ${text} »`,
  },

  remarks: {
    kindUnknown: (words: string) => `« ${words} » n’est pas une nature connue : ce sera « Autre »`,
    noArrival: 'Aucune arrivée : connue du club, sans en être membre',
    listedBefore: (on: string, arrived: string) =>
      `Figure sur la liste du ${day(on)}, avant son arrivée ${arrived}`,
    listedAfter: (on: string, left: string) =>
      `Figure encore sur la liste du ${day(on)}, après son départ ${left}`,
    listUnreadable: (field: string, words: string) =>
      `${field} : « ${words} » ne se lit pas, et ne compte pas`,
    sharesSiren: (name: string) => `Même SIREN que ${name}`,
  },

  line: {
    title: (line: number) => `Ligne ${count(line)}`,
    written: 'Ce qui est écrit',
    corrected: 'Corrigé',
    restore: 'Revenir au fichier',
    restoreOf: (field: string) => `${field} : revenir au fichier`,
    who: 'De quelle organisation s’agit-il ?',
    likeness: {
      name: 'même nom officiel, ou ancien nom',
      register_number: 'même SIREN ou SIRET',
    } satisfies Record<Likeness, string>,
    onLine: (line: number) => `ligne ${count(line)}`,
    itself: 'Une autre, que le club ne connaît pas',
    kept: 'La fiche et la liste se contredisent',
    take: (field: string, after: string) => `${field} : prendre ${after}`,
    close: 'Fermer',
  },
};
