import { counted } from '../format';
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
    'Le fichier club.json manque dans le dossier du club\u202f: sans lui la phrase secrète n’ouvre rien. Rétablissez une copie de sauvegarde.',
  envelope_damaged: () => 'Le fichier club.json est abîmé. Rétablissez une copie de sauvegarde.',
  newer: () => 'Ce club a été écrit par un Cercle plus récent\u202f: mettez celui-ci à jour.',
  older: () =>
    'Ce club a été écrit par un Cercle plus ancien, et son dossier est en lecture seule : ouvrez-le une fois là où l’on peut écrire.',
  database_missing: () =>
    'Le fichier club.db manque dans le dossier du club. Rétablissez une copie de sauvegarde.',
  database_damaged: () =>
    'Le fichier du club est abîmé, alors que sa clé est la bonne. Rétablissez une copie de sauvegarde.',
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
  no_club: () => 'Aucun club n’est ouvert.',
  locked: () => 'Rien n’est affiché tant que la phrase secrète du club n’est pas tapée.',
  stopped: () => 'Arrêté : rien n’a été changé.',
  busy: () =>
    'Un autre travail est en cours sur le fichier du club, ou un autre programme le tient. Attendez sa fin, puis recommencez.',
  disk_failed: () =>
    'Le disque ne répond plus : rien n’a été changé. Vérifiez qu’il est branché et qu’il n’est pas en panne, puis recommencez.',
  false_file: ({ name }) =>
    `« ${name} », dans le dossier du club, n’est pas un fichier mais un lien vers autre chose : rien n’y a été lu ni écrit. Retirez-le de ce dossier.`,
  copy_place_missing: ({ folder }) =>
    `Le dossier des copies « ${folder} » n’est pas là : branchez son disque ou rejoignez son partage, ou choisissez un autre endroit.`,
  copy_gone: () => 'Cette copie n’est plus là : elle a été supprimée ou déplacée.',
  copy_unsound: () =>
    'La copie a été relue et elle est abîmée : elle ne compte pas. Vérifiez le fichier du club, et le disque où vont les copies.',
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
    away: 'Le club est verrouillé',
    open: 'Ouvrir le club',
    retry: 'Réessayer',
    another: 'Ouvrir un autre club…',
    restore: 'Rétablir une copie…',
  },
  keyNotKept:
    'Le trousseau de ce poste n’a pas gardé la clé\u202f: la phrase secrète sera demandée à la prochaine ouverture.',
  failure: shut,
  noRoom: {
    told: 'Le disque est plein : le club se lit, mais rien ne peut y être écrit. Faites de la place, puis réessayez.',
    retry: 'Réessayer',
  },
  aftermath: (lost: number) =>
    lost === 0
      ? 'Cercle s’est arrêté brusquement la dernière fois. Aucune opération n’a été perdue.'
      : `Cercle s’est arrêté brusquement la dernière fois, et son journal d’écriture était abîmé : ${counted(lost, { one: 'opération a été perdue', other: 'opérations ont été perdues' })}. Regardez dans le journal ce qui est à refaire.`,
  ground: {
    share:
      'Le dossier du club est sur un partage réseau : une coupure pendant une écriture peut abîmer le fichier. Gardez le club sur le disque de ce poste, et ses copies de sauvegarde sur le partage.',
    synchronised: (by: string) =>
      `${by} synchronise le dossier du club : il peut copier le fichier à moitié écrit, et en faire deux. Sortez le club de ce dossier, et mettez-y ses copies de sauvegarde.`,
    conflicts: (names: string) =>
      `À côté du club se trouvent des copies de conflit : ${names}. Cercle n’ouvre que club.db : si le travail d’un autre poste manque, rétablissez-le d’une copie, puis retirez ces fichiers du dossier.`,
    open: 'D’autres comptes de ce poste peuvent ouvrir le dossier du club : ils n’y lisent rien sans la phrase secrète, mais peuvent emporter les fichiers. Réservez ce dossier à votre compte.',
    conflictsSubject: 'Dossier du club',
    conflictsToday: (names: string) => `Copies de conflit à côté du club : ${names}`,
    conflictsOpen: 'Voir que faire',
  },
};
