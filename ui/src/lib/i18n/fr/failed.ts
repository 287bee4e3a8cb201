import type { Obstacle, SheetProblem } from '../../ipc/bindings';
import { count } from '../format';
import type { Failed, Problems } from '../sentences';

/** What the tables are called, when something is still used. */
const things: Record<string, string> = {
  organisation: 'cette organisation',
  membership: 'cette adhésion',
  note: 'cette note',
  person: 'cette personne',
  post: 'ce poste',
  convention: 'cette convention',
  document: 'cette pièce',
  meeting: 'cette réunion',
  agenda_item: 'ce point',
  block: 'ce paragraphe',
  attendance: 'cette présence',
};

const users: Record<string, string> = {
  organisation: 'une organisation',
  membership: 'une adhésion',
  note: 'une note',
  person: 'une personne',
  post: 'un poste',
  convention: 'une convention',
  document: 'une pièce',
  meeting: 'une réunion',
  agenda_item: 'un point de l’ordre du jour',
  block: 'un compte rendu',
  attendance: 'un émargement',
};

/** What stands between the window and a file. */
const obstacles: Record<Obstacle, string> = {
  missing: 'Ce fichier, ou son dossier, n’est plus là.',
  denied: 'Vous n’avez pas le droit de lire ce fichier, ou d’écrire dans ce dossier.',
  not_a_file: 'Ceci n’est pas un fichier.',
  cut_short: 'Ce fichier a raccourci pendant sa lecture. Recommencez quand plus rien n’y écrit.',
  other: 'Ce fichier ne peut être ni lu ni écrit.',
};

/** Why a file holds no list, and where to look. */
const problems: Problems = {
  workbook: () =>
    'C’est un classeur : enregistrez la feuille au format CSV depuis le tableur, puis choisissez-la.',
  pdf: () => 'C’est un PDF : une liste s’importe d’un fichier CSV.',
  binary: () => 'Ce fichier n’est pas du texte : une liste s’importe d’un fichier CSV.',
  too_many_lines: ({ maximum, found }) =>
    `Cette liste compte ${count(found)} lignes ; une liste peut en compter ${count(maximum)}. Découpez-la en plusieurs fichiers.`,
  too_many_columns: ({ maximum, found }) =>
    `Cette liste compte ${count(found)} colonnes ; une liste peut en compter ${count(maximum)}. Retirez celles qui ne servent pas.`,
  cell_too_long: ({ line, column, maximum, found }) =>
    `Ligne ${count(line)}, colonne ${count(column)} : ${count(found)} signes ; cette case peut en compter ${count(maximum)}.`,
  no_header: ({ line }) =>
    `Ligne ${count(line)} : les colonnes n’ont pas de titre. La première ligne doit les nommer.`,
};

/** Why something did not work, and what to do about it. */
export const failed: Failed = {
  no_club: () => 'Aucun club n’est ouvert.',
  not_found: () => 'Ceci n’existe plus : quelqu’un l’a peut-être annulé.',
  changed_since: ({ with: { by } }) =>
    by === null
      ? 'Impossible d’annuler : cela a changé depuis.'
      : `Impossible d’annuler : l’opération ${by} l’a changé depuis. Annulez d’abord celle-là.`,
  still_used: ({ with: it }) =>
    `Impossible d’annuler : ${things[it.table] ?? 'ceci'} sert encore à ${users[it.by_table] ?? 'autre chose'}.`,
  read_only: () => 'Le dossier du club est en lecture seule : rien ne peut y être enregistré.',
  disk_full: () =>
    'Le disque est plein : rien n’a été enregistré. Faites de la place et recommencez.',
  disk_failed: () =>
    'Le disque ne répond plus : rien n’a été enregistré. Vérifiez qu’il est branché et qu’il n’est pas en panne, puis recommencez.',
  busy: () =>
    'Le fichier du club est pris par un autre travail, ou par un autre programme : rien n’a été enregistré. Recommencez dans un instant.',
  damaged: () =>
    'Le fichier du club est abîmé : rien n’a été changé. Rétablissez une copie de sauvegarde.',
  document_damaged: () =>
    'Cette pièce est abîmée dans le fichier du club : elle n’est pas montrée, car elle ne serait plus celle qui a été reçue.',
  file_failed: ({ with: { obstacle } }) => obstacles[obstacle],
  not_a_list: ({ with: it }) => (problems[it.problem] as (facts: SheetProblem) => string)(it),
  internal: () => 'Quelque chose a échoué dans l’application. Rien n’a été changé.',
};
