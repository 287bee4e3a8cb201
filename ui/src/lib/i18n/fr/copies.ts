import type { Tally, WorkProgress } from '../../ipc/bindings';
import { counted } from '../format';

const operations = { one: 'opération', other: 'opérations' };

/** The words of the copies of the club: making them, looking at them, going back to one. */
export const copies = {
  title: 'Copies de sauvegarde',
  about: (title: string) => `${title} : chiffrées comme le club, et relues en entier`,
  make: 'Copier et vérifier maintenant',
  made: (at: string) => `Copie du ${at} faite et relue en entier`,
  stopped: 'Arrêté : rien n’a été changé',

  doing: {
    begins: 'Cela commence',
    copying: 'Copie du club',
    pages: 'Relecture de chaque page du fichier',
    documents: 'Relecture de chaque pièce',
    encrypting: 'Chiffrement sous la nouvelle clé',
  } satisfies Record<WorkProgress['kind'] | 'begins', string>,
  documentsDone: (done: string, total: string) => `${done} pièces sur ${total}`,

  last: {
    title: 'Dernière copie',
    none: 'Aucune copie n’a encore été faite. La première se fait d’elle-même à l’ouverture du club, puis une par jour et avant chaque mise à jour.',
    good: (at: string, age: string) => `Faite le ${at}, ${age}, et relue en entier`,
    failed: (at: string) => `La copie du ${at} a échoué`,
    before: (at: string, age: string) => `La dernière bonne copie est du ${at}, ${age}.`,
    noneBefore: 'Il n’y a encore aucune bonne copie.',
  },

  place: {
    title: 'Où vont les copies',
    usual: 'Dans le dossier habituel de Cercle, sur ce poste',
    folder: (name: string) => `Dans le dossier « ${name} »`,
    sameDisk:
      'Ces copies sont sur le même disque que le club : si ce disque tombe en panne, tout est perdu. Choisissez un autre disque ou un partage.',
    choose: 'Choisir un autre endroit…',
    backToUsual: 'Revenir au dossier habituel',
    space: (size: string) => `Place prise : ${size}`,
  },

  keep: {
    title: 'Combien en garder',
    note: 'La plus récente de chaque jour, de chaque semaine, de chaque mois',
    days: 'Jours',
    weeks: 'Semaines',
    months: 'Mois',
    save: 'Enregistrer',
    saved: 'Nombre de copies changé',
    unreadable: (least: string, most: string) => `Un nombre entier, de ${least} à ${most}.`,
  },

  list: {
    title: 'Les copies',
    none: 'Aucune copie ici.',
    more: (left: number) => `Voir ${counted(left, { one: 'autre copie', other: 'autres copies' })}`,
    unchecked: 'Pas relue en entier',
    replaced: 'Mise de côté par un rétablissement',
    restore: 'Rétablir…',
    restoreOf: (at: string) => `Rétablir la copie du ${at}…`,
    remove: (at: string) => `Supprimer la copie du ${at}`,
  },

  remove: {
    title: (at: string) => `Supprimer la copie du ${at}`,
    lead: 'Elle disparaît du disque, et rien ne la ramène. Le club et les autres copies ne changent pas.',
    submit: 'Supprimer la copie',
    done: 'Copie supprimée',
  },

  check: {
    title: 'Le fichier du club',
    note: 'Il est relu à chaque copie, et au moins chaque semaine',
    now: 'Vérifier le fichier du club',
    never: 'Le fichier n’a pas encore été relu en entier.',
    sound: (at: string) => `Relu en entier le ${at} : rien n’est abîmé.`,
    unsound: (at: string) => `Relu en entier le ${at} : il est abîmé.`,
    documents: (n: number) =>
      `${counted(n, { one: 'pièce abîmée', other: 'pièces abîmées' })} : reprenez-les en rétablissant une copie plus ancienne, ou redemandez-les au membre.`,
    unnamed: 'une pièce qui n’est attachée à rien',
    pages: (n: number) =>
      `${counted(n, { one: 'page illisible', other: 'pages illisibles' })} : ce qui s’y trouvait ne s’ouvre plus. Rétablissez la dernière bonne copie avant d’écrire davantage.`,
    structure:
      'Les tables ou leurs index sont abîmés : ce qui est affiché peut être incomplet. Rétablissez la dernière bonne copie.',
    references:
      'Des fiches en nomment d’autres qui ne sont plus là. Rétablissez la dernière bonne copie, ou corrigez ces fiches.',
    numbers: (pages: string) => `Pages ${pages}`,
  },

  restore: {
    title: (at: string) => `Rétablir la copie du ${at}`,
    lead: 'Le club redevient ce qu’il était alors. Le fichier de maintenant est gardé de côté : on peut y revenir.',
    keyChanged: 'Cette copie date d’avant le changement de clé.',
    passphrase: 'Phrase secrète d’alors',
    look: 'Regarder la copie',
    submit: 'Rétablir cette copie',
    holds: 'Ce que contient la copie',
    tally: {
      organisations: 'Organisations',
      people: 'Personnes',
      conventions: 'Conventions',
      meetings: 'Réunions',
      documents: 'Pièces',
      operations: 'Opérations',
    } satisfies Record<keyof Tally, string>,
    loses: 'Ce qui serait perdu',
    lost: (n: number) =>
      n > 1
        ? `${counted(n, operations)} faites depuis seraient perdues.`
        : `${counted(n, operations)} faite depuis serait perdue.`,
    nothingLost: 'Rien : aucune opération n’a été faite depuis.',
    unknown:
      'Le fichier du club ne s’ouvre pas : ce qui a été fait depuis cette copie ne peut pas être compté.',
    regained: (n: number) =>
      n > 1
        ? `La copie contient ${counted(n, operations)} que le club n’a pas, et qui reviendraient.`
        : 'La copie contient 1 opération que le club n’a pas, et qui reviendrait.',
    older: (n: number) =>
      `et ${counted(n, { one: 'autre plus ancienne', other: 'autres plus anciennes' })}`,
  },

  restored: {
    done: (at: string) => `Le club est rétabli tel qu’il était le ${at}.`,
    aside: 'Ce qui était là est gardé de côté.',
    back: 'Revenir à ce qui était là',
    going: 'Retour à ce qui était là',
    undone: 'Le rétablissement est annulé : le club est de nouveau ce qu’il était avant.',
  },

  rescue: {
    title: 'Rétablir une copie',
    lead: 'Choisissez de quel jour repartir. Rien n’est changé avant que vous l’ayez confirmé.',
    none: 'Aucune copie n’a été trouvée là où vont les copies. Si elles sont sur un autre disque ou sur un partage, branchez-le, puis choisissez cet endroit.',
    leave: 'Revenir',
  },

  today: {
    subject: 'Copies de sauvegarde',
    old: (age: string) => `La dernière copie relue a été faite ${age}`,
    failed: (sentence: string) => `La dernière copie a échoué. ${sentence}`,
    open: 'Voir les copies',
  },
};
