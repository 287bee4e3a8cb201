import type { Shut } from '../sentences';

const shut: Shut = {
  passphrase_too_short: ({ minimum }) =>
    `Il faut au moins ${minimum} caractères\u202f: trois ou quatre mots suffisent.`,
  passphrase_too_uniform: () =>
    'Cette phrase répète trop les mêmes caractères\u202f: prenez trois ou quatre mots différents.',
  club_there: () => 'Il y a déjà un club dans ce dossier.',
  folder_not_empty: ({ found }) =>
    `Ce dossier contient déjà «\u202f${found}\u202f»\u202f: un club a besoin d’un dossier à lui.`,
  folder_missing: ({ folder }) =>
    `Le dossier «\u202f${folder}\u202f» n’est plus là\u202f: il a été déplacé, ou son disque n’est pas branché.`,
  not_a_club: ({ folder }) => `Le dossier «\u202f${folder}\u202f» n’est pas celui d’un club.`,
  creation_unfinished: () =>
    'La création de ce club a été interrompue\u202f; rien n’y a été écrit. Créez-le à nouveau.',
  already_open: () =>
    'Ce club est déjà ouvert dans une autre fenêtre, qui ne répond pas. Fermez-la et réessayez.',
  envelope_missing: () =>
    'Le fichier club.json manque dans le dossier du club\u202f: sans lui la phrase secrète n’ouvre rien. Reprenez-le d’une sauvegarde.',
  envelope_damaged: () => 'Le fichier club.json est abîmé. Reprenez-le d’une sauvegarde.',
  newer: () => 'Ce club a été écrit par un Cercle plus récent\u202f: mettez celui-ci à jour.',
  older: () =>
    'Ce club a été écrit par un Cercle plus ancien, et son dossier est en lecture seule : ouvrez-le une fois là où l’on peut écrire.',
  database_missing: () =>
    'Le fichier club.db manque dans le dossier du club. Reprenez-le d’une sauvegarde.',
  database_damaged: () =>
    'Le fichier du club est abîmé, alors que sa clé est la bonne. Reprenez-le d’une sauvegarde.',
  no_keyring: () =>
    'Aucun trousseau de clés ne répond sur ce poste\u202f: la phrase secrète du club est demandée à chaque ouverture.',
  keyring_locked: () =>
    'Le trousseau de clés est verrouillé\u202f: déverrouillez-le et réessayez, ou tapez la phrase secrète du club.',
  key_not_kept: () =>
    'Le trousseau de ce poste ne connaît pas encore ce club\u202f: tapez sa phrase secrète.',
  key_wrong: () =>
    'La clé que garde le trousseau n’est pas celle de ce club\u202f: tapez sa phrase secrète.',
  wrong_passphrase: () => 'Ce n’est pas la phrase secrète de ce club.',
  read_only: () => 'Ce dossier est en lecture seule.',
  changes_pending: () =>
    'Ce dossier est en lecture seule et les derniers changements n’y sont pas encore rangés\u202f: ouvrez le club une fois là où il peut être écrit.',
  disk_full: () =>
    'Le disque est plein\u202f: rien n’a été écrit. Faites de la place et recommencez.',
  other: ({ detail }) => `Le club ne s’ouvre pas\u202f: ${detail}.`,
};

/** Opening a club, and what stands in the way. */
export const club = {
  welcome: {
    title: 'Créer un club',
    lead: 'Tout ce que vous y mettrez reste sur ce poste, chiffré. Rien ne part sur le réseau.',
    programme: 'Nom du programme',
    programmeHelp: 'Il figure en tête des comptes rendus\u202f; il se change dans les réglages.',
    passphrase: 'Phrase secrète',
    passphraseHelp:
      'Trois ou quatre mots. Elle ouvre le club sur un autre poste, et personne ne peut la retrouver\u202f: notez-la en lieu sûr.',
    again: 'Phrase secrète, encore une fois',
    differ: 'Les deux phrases ne sont pas les mêmes.',
    create: 'Créer le club',
    existing: 'Ouvrir un club existant…',
  },
  shut: {
    title: 'Le club ne s’ouvre pas',
    locked: 'Ouvrir le club',
    open: 'Ouvrir le club',
    retry: 'Réessayer',
    another: 'Ouvrir un autre club…',
  },
  keyNotKept:
    'Le trousseau de ce poste n’a pas gardé la clé\u202f: la phrase secrète sera demandée à la prochaine ouverture.',
  failure: shut,
};
