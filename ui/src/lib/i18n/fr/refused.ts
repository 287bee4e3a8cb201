import { count, day, size } from '../format';
import type { Refused } from '../sentences';

/** Why a rule says no, and what to do about it. */
export const refused: Refused = {
  already_there: () => 'Ceci est déjà enregistré.',
  name_missing: () => 'Le nom manque.',
  name_taken: ({ name }) => `« ${name} » existe déjà : ouvrez sa fiche, ou donnez un autre nom.`,
  ends_before_it_starts: ({ from, to }) =>
    `La fin (${day(to)}) vient avant le début (${day(from)}).`,
  memberships_overlap: ({ from, to }) =>
    to === null
      ? `Une adhésion court déjà depuis le ${day(from)} : enregistrez d’abord le départ.`
      : `Une adhésion va déjà du ${day(from)} au ${day(to)} : les deux se recouvrent.`,
  already_left: ({ on }) => `Le départ est déjà enregistré, au ${day(on)}.`,
  still_to_come: ({ on }) =>
    `Le ${day(on)} n’est pas encore passé : enregistrez ce fait ce jour-là.`,
  register_number_has_other_than_digits: ({ found }) =>
    `« ${found} » n’est pas un chiffre : un SIREN ou un SIRET n’a que des chiffres.`,
  register_number_length: ({ digits }) =>
    `Un SIREN compte 9 chiffres et un SIRET 14 ; il y en a ${count(digits)}.`,
  register_number_checksum: () =>
    'Ce numéro n’existe pas : un chiffre est faux ou deux sont inversés.',
  parent_is_own_child: () =>
    'Une organisation ne peut pas appartenir à elle-même, même à travers d’autres.',
  address_malformed: ({ address }) =>
    `« ${address} » n’est pas une adresse : il y faut un nom, @ et un domaine.`,
  step_reached: ({ on }) => `Cette étape est déjà passée, le ${day(on)}.`,
  step_before_its_predecessor: ({ on, before }) =>
    `Le ${day(on)} vient avant l’étape précédente, du ${day(before)}.`,
  countersigned: ({ on }) =>
    `La convention est contresignée depuis le ${day(on)} : elle engage les deux parties. Enregistrez plutôt sa fin.`,
  never_in_force: () =>
    'Cette convention n’a jamais été en vigueur : elle ne peut pas prendre fin.',
  still_a_draft: () => 'C’est encore un projet : il n’y a pas d’étape précédente.',
  reference_missing: () => 'La référence manque.',
  reference_taken: ({ reference }) => `La référence « ${reference} » est déjà prise.`,
  not_a_pdf: () => 'Ce fichier n’est pas un PDF.',
  file_empty: () => 'Ce fichier est vide.',
  file_too_large: ({ bytes }) =>
    `Ce fichier pèse ${size(bytes)} ; un PDF peut en peser 100 Mo, une liste 32.`,
  no_certificates: () =>
    'Ce fichier ne contient aucun certificat. Sont lus : PEM, DER, P7B et les listes de confiance en XML.',
  list_of_lists: ({ countries }) =>
    `Ce fichier est la liste européenne des listes\u202f: il ne contient aucun certificat. Ajoutez la liste d’un État (${countries.join(', ')}).`,
  already_trusted: ({ name }) => `Ce certificat est déjà reconnu, sous le nom « ${name} ».`,
  already_attached: ({ name }) =>
    `Ce même fichier est déjà joint à cette convention, sous le nom « ${name} ».`,
  minutes_validated: ({ on }) =>
    `Le compte rendu est validé depuis le ${day(on)} : rouvrez-le pour le modifier.`,
  minutes_locked: ({ on }) =>
    `Le compte rendu est verrouillé depuis le ${day(on)} : il ne change plus.`,
  minutes_not_validated: () => 'Le compte rendu n’est pas validé.',
  agenda_empty: () => 'L’ordre du jour est vide : il n’y a rien à valider.',
  text_missing: () => 'Le texte manque.',
  text_too_long: ({ maximum, found }) =>
    `Ce texte compte ${count(found)} signes ; il peut en compter ${count(maximum)}.`,
  represents_itself: () => 'Une organisation ne peut pas se représenter elle-même.',
  not_an_action: () => 'Ce paragraphe n’est pas une action.',
  arrival_unknown: ({ words }) => `« ${words} » : dites entre quels jours se place cette arrivée.`,
  departure_unknown: ({ words }) => `« ${words} » : dites entre quels jours se place ce départ.`,
  departure_without_arrival: () => 'Il y a un départ, mais aucune arrivée.',
  same_as_line: ({ line }) => `La même organisation se trouve déjà ligne ${count(line)}.`,
  row_unreadable: ({ fault }) => {
    switch (fault.problem) {
      case 'too_wide':
        return `Cette ligne a ${count(fault.found)} cases, alors que les titres en nomment ${count(fault.expected)} : corrigez-la dans le fichier.`;
      case 'without_head':
        return `La colonne ${count(fault.column)} contient quelque chose et n’a pas de titre : donnez-lui un titre dans le fichier.`;
      case 'quote_never_closed':
        return 'Un guillemet est ouvert et ne se ferme jamais : corrigez cette ligne dans le fichier.';
      case 'text_after_quote':
        return `Ligne ${count(fault.line)}, quelque chose suit un guillemet fermant : corrigez-la dans le fichier.`;
      case 'cell_too_long':
        return `La colonne ${count(fault.column)} contient ${count(fault.found)} signes ; une case peut en compter ${count(fault.maximum)}.`;
    }
  },
  looks_like: ({ name }) => `Ce nom ressemble à « ${name} » : est-ce la même organisation ?`,
  no_column_of_names: () => 'Aucune colonne ne contient les noms : choisissez-la.',
  columns_hold_the_same: ({ one, other }) =>
    `Les colonnes « ${one} » et « ${other} » sont prises pour la même chose : gardez-en une.`,
  preview_outdated: () =>
    'Le club a changé depuis l’aperçu : il vient d’être refait, relisez-le avant d’importer.',
};
