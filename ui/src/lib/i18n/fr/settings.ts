import { counted } from '../format';

/** The words of the settings. */
export const settings = {
  title: 'Réglages',
  window: {
    title: 'Cette fenêtre',
    note: 'Sur ce poste seulement',
    language: 'Langue',
    languages: { fr: 'Français', en: 'English' },
    theme: 'Apparence',
    themes: { system: 'Comme le système', light: 'Claire', dark: 'Sombre' },
    zoom: 'Taille du texte',
    name: 'Votre nom dans le journal',
    nameHelp: 'Sans lui, le journal écrit le nom de votre compte sur ce poste.',
  },
  documents: {
    title: 'En tête des documents',
    note: 'Dans le club, et dans son journal',
    programme: 'Nom du programme',
    heading: 'Lignes au-dessus du nom',
    headingHelp: 'Une ligne par organisme, comme sur le papier à lettres.',
    save: 'Enregistrer',
  },
  authorities: {
    title: 'Autorités de certification reconnues',
    note: 'Dans le club, et dans son journal',
    count: { one: 'autorité', other: 'autorités' },
    more: (left: number) =>
      `Voir ${counted(left, { one: 'autre autorité', other: 'autres autorités' })}`,
    listedOn: (on: string) => `, liste du ${on}`,
    addedOn: (on: string) => `depuis le ${on}`,
    kinds: {
      qualified_certificates: 'certificats qualifiés',
      certificates: 'certificats',
      time_stamps: 'horodatages',
    },
    withdrawnOn: (on: string) => `, retirée le ${on}`,
    neverGranted: ', jamais accordée',
    sha256: (sha256: string) => `SHA-256 ${sha256}`,
    remove: (name: string) => `Retirer ${name}`,
    removeAll: (all: string) => `Retirer les ${all}`,
    add: 'Ajouter depuis un fichier…',
    none: 'Aucune\u202f: la confiance dans les certificats n’est pas évaluée. Ajoutez une liste de confiance (XML) ou des certificats (PEM, DER, P7B).',
  },
  passphrase: {
    title: 'Phrase secrète',
    note: 'Elle ouvre le club sur un autre poste',
    old: 'Phrase actuelle',
    fresh: 'Nouvelle phrase',
    again: 'Nouvelle phrase, encore une fois',
    differ: 'Les deux phrases ne sont pas les mêmes.',
    change: 'Changer la phrase',
    done: 'Phrase secrète changée. Une copie plus ancienne du dossier garde l’ancienne phrase.',
  },
  security: {
    title: 'Sécurité',
    note: 'Sur ce poste',
    lockAfter: 'Verrouiller après une absence de',
    lockAfterHelp:
      'Sans touche, sans souris : la phrase secrète est alors demandée, et rien ne se lit avant.',
    never: 'Jamais',
    minutes: (n: number) => `${n}\u00a0minutes`,
    lock: 'Verrouiller maintenant',
    forget: 'Oublier ce poste',
    notForgotten:
      'Le poste n’est pas oublié\u202f: ce qui est en train d’être tapé n’est pas encore gardé.',
    forgetLead:
      'Le trousseau de ce poste ne gardera plus la clé du club, qui se ferme : sa phrase secrète sera demandée pour l’ouvrir. Assurez-vous de l’avoir.',
  },
  copies: {
    title: 'Copies de sauvegarde',
    note: 'Une par jour, et avant chaque mise à jour',
    open: 'Voir les copies de sauvegarde',
  },
  key: {
    title: 'Clé du club',
    note: 'Pour retirer l’accès à qui s’en va',
    lead: 'Qui a eu la phrase secrète, ou le trousseau d’un poste, garde la clé. La changer ferme le club à l’ancienne : tout le fichier est chiffré à nouveau.',
    open: 'Changer la clé…',
    submit: 'Changer la clé',
    current: 'Phrase secrète actuelle',
    fresh: 'Nouvelle phrase secrète',
    again: 'Nouvelle phrase secrète, encore une fois',
    oldCopies: 'Les copies de sauvegarde d’avant',
    remove: 'Les supprimer',
    removeHelp:
      'Qui s’en va pourrait les ouvrir avec l’ancienne phrase. Une copie neuve est faite d’abord.',
    keep: 'Les garder',
    keepHelp:
      'Elles s’ouvrent encore avec l’ancienne phrase : gardez-les là où qui s’en va ne va pas.',
    done: 'La clé est changée',
    notOthers:
      'Sur les autres postes, la nouvelle phrase secrète sera demandée à la prochaine ouverture.',
    kept: 'Le trousseau de ce poste garde la nouvelle clé.',
    notKept:
      'Le trousseau de ce poste n’a pas gardé la nouvelle clé : la nouvelle phrase secrète sera demandée à chaque ouverture.',
    removed: (n: number) =>
      n > 1
        ? `${counted(n, { one: 'copie', other: 'copies' })} d’avant ont été supprimées, et une copie neuve a été faite.`
        : n === 1
          ? '1 copie d’avant a été supprimée, et une copie neuve a été faite.'
          : 'Il n’y avait aucune copie d’avant à supprimer.',
    stay: 'Les copies d’avant sont gardées : elles s’ouvrent encore avec l’ancienne phrase.',
    notRemoved: (sentence: string) =>
      `Une copie neuve a été faite, mais des copies d’avant n’ont pas pu être supprimées\u202f: elles s’ouvrent encore avec l’ancienne phrase. ${sentence}`,
    copyStopped:
      'La copie neuve a été arrêtée, et les copies d’avant ont donc été gardées\u202f: elles s’ouvrent encore avec l’ancienne phrase.',
    noCopy: (sentence: string) =>
      `La copie neuve n’a pas pu être faite, et les copies d’avant ont donc été gardées : elles s’ouvrent encore avec l’ancienne phrase. ${sentence}`,
  },
  club: {
    title: 'Club',
    another: 'Ouvrir un autre club…',
  },
};
