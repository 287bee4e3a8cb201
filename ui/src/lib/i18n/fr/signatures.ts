import type { SignatureCard } from '../../ipc/bindings';
import type { Sentences } from '../sentences';
import { count, moment } from '../format';

type Report = SignatureCard['report'];
type Reason = Report['reasons'][number];
type Signature = Report['signatures'][number];
type Touched = Signature['changed'][number]['touched'];
type Weakness = Signature['weaknesses'][number];

/** What of a file cannot be read. */
const faults: Record<Extract<Reason, { code: 'unreadable' }>['fault'], string> = {
  header: 'il ne commence pas comme un PDF',
  end: 'il ne finit pas comme un PDF',
  table: 'la table des renvois',
  trailer: 'la fin de la table des renvois',
  xref_stream: 'le flux des renvois',
  loop: 'les renvois reviennent sur eux-mêmes',
  syntax: 'une valeur',
  number: 'un nombre',
  string: 'une chaîne',
  key_twice: 'un dictionnaire qui dit deux fois la même chose',
  too_deep: 'des valeurs trop imbriquées',
  too_large: 'plus qu’il n’est raisonnable d’en lire',
  object_header: 'le début d’un objet',
  object_number: 'un objet qui n’est pas celui que disent les renvois',
  object_end: 'la fin d’un objet',
  object_stream: 'un flux d’objets',
  object_twice: 'un flux qui contient deux fois le même objet',
  stream_start: 'le début d’un flux',
  stream_length: 'la longueur d’un flux',
  filter: 'un filtre',
  compression: 'des données compressées',
  predictor: 'des données prédites',
  encryption: 'le chiffrement',
  catalog: 'la racine du document',
  page_tree: 'l’arbre des pages',
  structure_tree: 'la structure logique',
  form: 'le formulaire',
  in_place: 'un objet qui devrait être à part',
  signature: 'une signature',
  byte_range: 'les octets qu’une signature couvre',
  permission: 'ce qu’une signature permet',
  lock: 'ce qu’une signature verrouille',
};

/** What a signature permits afterwards. */
const permits: Record<Extract<Reason, { code: 'change_forbidden' }>['permission'], string> = {
  nothing: 'rien',
  forms: 'remplir les formulaires et signer',
  annotations: 'remplir les formulaires, signer et annoter',
};

const at = (offset: number | null) => (offset === null ? '' : ` à l’octet ${count(offset)}`);

/** Why a verdict is what it is. */
const reasons: Sentences<Reason> = {
  unreadable: ({ fault, offset }) => `Le fichier ne se lit pas${at(offset)} : ${faults[fault]}.`,
  password_needed: () => 'Le fichier est chiffré et demande un mot de passe.',
  key_needed: () => 'Le fichier est chiffré pour un destinataire : aucun mot de passe ne l’ouvre.',
  usage_rights: () =>
    'Une signature y donne des droits d’usage à un logiciel : elle n’engage personne.',
  defined_twice: ({ object }) =>
    `L’objet ${object} est défini deux fois : chaque lecteur en montre un autre.`,
  seen_by_some: ({ object }) =>
    `L’objet ${object} existe pour certains lecteurs, et pour d’autres non.`,
  signature_removed: ({ field }) =>
    `La signature du champ «\u202f${field}\u202f», que le fichier a portée, n’y est plus.`,
  linearized_since: () =>
    'Le début du fichier désigne un autre point de départ, qui n’est devenu vrai qu’après la signature.',
  bytes_after_end: ({ bytes }) => `${count(bytes)} octets suivent la fin du fichier.`,
  objects_after_end: ({ bytes }) =>
    `${count(bytes)} octets suivent la fin du fichier, où des lecteurs indulgents trouveraient des objets.`,
  sub_filter_unknown: ({ name }) => `Signature d’une sorte qui n’est pas vérifiée ici (${name}).`,
  kind_contradicts: () => 'La signature se dit d’une sorte et est construite comme une autre.',
  byte_range_outside: () => 'Les octets couverts sortent du fichier.',
  byte_range_odd: ({ numbers }) =>
    `Les octets couverts sont dits par ${numbers} nombres au lieu de quatre.`,
  gap_elsewhere: ({ from, to }) =>
    `Ce qui n’est pas couvert (octets ${count(from)} à ${count(to)}) n’est pas la seule place de la signature.`,
  ends_in_revision: ({ at }) =>
    `Les octets couverts s’arrêtent à ${count(at)}, avant la fin de l’enregistrement.`,
  change_unreadable: ({ fault, offset }) =>
    `Un changement ne se lit pas${at(offset)} : ${faults[fault]}.`,
  change_forbidden: ({ permission }) => `La signature ne permet que ceci : ${permits[permission]}.`,
  object_unexplained: ({ object, revision }) =>
    `Aucune règle n’explique l’objet ${object} de l’enregistrement ${revision}.`,
  object_freed: ({ object }) => `L’objet ${object} a été supprimé.`,
  object_reused: ({ object }) => `L’objet ${object} a été mis à la place d’un autre.`,
  points_into_signed_bytes: ({ object }) =>
    `L’objet ${object}, caché parmi les octets signés, a été mis au jour.`,
  cross_references_in_signed_bytes: () =>
    'Les renvois d’un enregistrement ultérieur se trouvent parmi les octets signés.',
  cross_references_loose: () =>
    'Les renvois d’un enregistrement ultérieur ne sont pas écrits comme le veut la norme\u202f: chaque lecteur les compte autrement.',
  trailer_changed: ({ key }) =>
    `La fin d’un enregistrement ultérieur dit autre chose qu’avant\u202f: ${key}.`,
  gap_filled: ({ object }) =>
    `L’objet ${object}, absent quand le fichier a été signé, y a été mis depuis.`,
  reference_to_nothing: ({ object }) => `L’objet ${object}, auquel on renvoie, n’existe pas.`,
  too_many_ways: () =>
    'Les objets renvoient les uns aux autres de trop de façons pour être suivis.',
  key_removed: ({ key }) => `${key} a été retiré d’un dictionnaire.`,
  catalog_changed: ({ key }) => `La racine du document a changé : ${key}.`,
  metadata_malformed: () => 'Les métadonnées ne se lisent pas de la même façon partout.',
  security_store_malformed: () =>
    'Ce qui vérifie les certificats est mal formé, ou a perdu quelque chose.',
  form_malformed: () => 'Le formulaire est mal formé.',
  form_changed: ({ key }) => `Le formulaire a changé : ${key}.`,
  field_removed: ({ field }) => `Le champ « ${field} » a été retiré.`,
  field_added: ({ field }) => `Le champ « ${field} » a été ajouté, et n’est pas un champ à signer.`,
  field_kind_changed: ({ field }) => `Le champ « ${field} » a changé de nature.`,
  field_changed: ({ field, key }) => `Plus que la valeur du champ « ${field} » a changé : ${key}.`,
  field_locked: ({ field }) => `Le champ « ${field} » était verrouillé par la signature.`,
  visible_field_after_certification: ({ field }) =>
    `Le champ visible « ${field} » a été ajouté après la certification.`,
  signature_malformed: ({ field }) => `La signature ultérieure « ${field} » est mal formée.`,
  appearance_malformed: ({ field }) => `L’apparence du champ « ${field} » est mal formée.`,
  appearance_shared: ({ field }) =>
    `L’apparence du champ « ${field} » est aussi celle d’autre chose.`,
  page_tree_changed: () => 'Des pages ont été ajoutées, retirées ou déplacées.',
  page_changed: ({ page }) => `La page ${page} a changé au-delà de ses annotations.`,
  annotations_malformed: ({ page }) => `Les annotations de la page ${page} sont mal formées.`,
  annotations_removed: ({ page }) => `Des annotations de la page ${page} ont été retirées.`,
  annotations_added: ({ page }) => `Des annotations ont été ajoutées à la page ${page}.`,
  container_unreadable: () => 'Le conteneur de la signature ne se lit pas.',
  content_misplaced: () => 'Le conteneur contient ce qu’il signe là où il ne le devrait pas.',
  content_type_differs: () => 'Ce qui est signé n’est pas de la sorte annoncée.',
  attribute_not_once: ({ oid }) => `Un attribut manque ou se répète (${oid}).`,
  attributes_out_of_order: () =>
    'Les attributs signés ne sont pas dans l’ordre que signe la norme.',
  digest_differs: () => 'Les octets couverts ne sont pas ceux qui ont été signés.',
  signature_differs: () => 'La signature n’a pas été faite avec la clé de ce certificat.',
  algorithms_contradict: () => 'Les algorithmes annoncés se contredisent.',
  algorithm_unsupported: ({ oid }) => `Algorithme qui n’est pas vérifié ici (${oid}).`,
  signer_certificate_missing: () => 'Le certificat du signataire n’accompagne pas la signature.',
  signer_certificate_unreadable: () => 'Le certificat du signataire ne se lit pas.',
  signer_certificate_differs: () => 'Le certificat n’est pas celui que le signataire a désigné.',
  stamp_fails: () => 'L’horodatage ne se vérifie pas.',
  stamp_of_other_bytes: () => 'L’horodatage est celui d’autres octets.',
  claimed_in_future: () => 'Le signataire dit un jour encore à venir, qui ne compte pas.',
  issuer_not_granted: ({ issuer }) =>
    `«\u202f${issuer}\u202f» figure sur la liste d’un État, qui ne la reconnaissait pas ce jour-là.`,
  issuer_unknown: ({ issuer }) => `Aucun certificat de « ${issuer} » n’est connu.`,
  certificate_expired: ({ subject, at }) =>
    `Le certificat de ${subject} a expiré le ${moment(at)}.`,
  certificate_not_yet_valid: ({ subject, at }) =>
    `Le certificat de ${subject} ne vaut qu’à partir du ${moment(at)}.`,
  certificate_revoked: ({ subject, at }) =>
    `Le certificat de ${subject} est révoqué depuis le ${moment(at)}.`,
  certificate_unfit: ({ subject }) => `Le certificat de ${subject} ne peut pas servir à cela.`,
};

/** What was touched after a signature. */
const touched: Sentences<Touched> = {
  signature: ({ field }) => `le champ « ${field} » a été signé`,
  time_stamp: () => 'un horodatage du document a été ajouté',
  signature_field: ({ field }) => `un champ à signer a été ajouté (« ${field} »)`,
  field: ({ field }) => `le champ « ${field} » du formulaire a été rempli`,
  security_store: () => 'de quoi vérifier les certificats a été ajouté',
  form: () => 'le formulaire a été modifié',
  information: () => 'le titre, l’auteur ou les dates du fichier ont été modifiés',
  metadata: () => 'les métadonnées du fichier ont été modifiées',
  catalog: () => 'la racine du document a été modifiée',
  page: ({ number }) =>
    number === null ? 'les pages ont été modifiées' : `la page ${number} a été modifiée`,
  annotations: ({ page }) => `une annotation de la page ${page} a été ajoutée ou modifiée`,
  structure: () => 'la structure du fichier a été réécrite',
  nothing: () => 'un objet a été réécrit sans rien changer',
  object: ({ object }) => `un objet du fichier a été modifié (n° ${object})`,
  freed: ({ object }) => `un objet du fichier a été supprimé (n° ${object})`,
};

const digestName = (digest: Extract<Weakness, { code: 'digest' }>['digest']) =>
  typeof digest === 'string' ? digest.toUpperCase() : digest.other.oid;

/** What makes a signature weaker than it should be. */
const weak: Sentences<Weakness> = {
  digest: ({ digest }) =>
    `L’empreinte ${digestName(digest)} est faible : deux textes différents peuvent la partager.`,
  short_key: ({ bits }) => `La clé est trop courte (${bits} bits).`,
  signer_not_named: () =>
    'Rien de ce qui est signé ne nomme le certificat du signataire : un autre pourrait prendre sa place.',
};

/** What is said of the signatures of a file. */
export const signatures = {
  reading: 'Lecture des signatures…',
  report: 'Rapport de signature',
  verdict: 'Verdict',
  earlier: {
    see: 'Voir la version signée',
    shown: (who: string) => `Le fichier tel que ${who} l’a signé, sans ce qui a suivi.`,
    back: 'Voir le fichier reçu',
  },
  details: 'Le détail',
  exportPdf: 'Exporter le rapport (PDF)…',
  exportJson: 'Exporter le rapport (JSON)…',
  exporting: 'Export du rapport de signature',
  exported: 'Rapport exporté',
  madeAt: (at: string) => `Fait par Cercle le ${at}.`,
  absent: (name: string) =>
    `Signataire attendu : ${name}, qui n’est pas parmi les signataires de ce fichier.`,
  signer: 'Signataire',
  authority: 'Autorité',
  organisation: 'Organisation',
  email: 'Adresse',
  certificate: 'Certificat',
  qualified: 'se dit qualifié',
  seal: 'cachet d’une organisation',
  signedAt: 'Signée le',
  stamped: (at: string) => `${at}, horodatée`,
  stampedBy: (at: string, by: string) => `${at}, horodatée par ${by}`,
  stampedByUntrusted: (at: string, by: string) =>
    `${at}, selon un horodatage de ${by}, non reconnu`,
  stampedUntrusted: (at: string) => `${at}, selon un horodatage non reconnu`,
  stampFails: (at: string) => `${at}, horodatage non vérifié`,
  claimed: (at: string) => `${at}, selon le signataire`,
  motive: 'Motif',
  place: 'Lieu',
  level: 'Niveau',
  levels: (level: string) => `PAdES ${level}, d’après sa structure`,
  algorithm: 'Algorithme',
  kinds: {
    approval: 'Signature',
    certification: 'Certification',
    document_time_stamp: 'Horodatage du document',
  } satisfies Record<Signature['kind'], string>,
  file: {
    title: 'Le fichier',
    signatures: 'Signatures électroniques',
    revisions: 'Enregistrements',
    none: 'Aucune signature électronique',
    noneWhy: 'Une image de signature dans la page n’en est pas une.',
    scanned: 'Signature manuscrite numérisée',
    scannedWhy:
      'Le fichier est une image : aucune signature électronique, et celle du papier, s’il y en a une, se juge à l’œil.',
    locked: 'Protégé par un mot de passe',
    unreadable: 'Signatures illisibles',
    unreadableWhy:
      'Ce fichier n’est pas construit comme le veut la norme : rien n’est affirmé de ses signatures.',
  },
  password: {
    ask: 'Donner le mot de passe…',
    title: 'Mot de passe du fichier',
    lead: 'Il ouvre le fichier le temps de lire ses signatures, et n’est gardé nulle part. Le fichier reste tel qu’il a été reçu.',
    label: 'Mot de passe',
    submit: 'Lire les signatures',
    wrong: 'Ce mot de passe n’ouvre pas le fichier.',
  },
  integrity: {
    intact: 'Intègre',
    broken: 'Altérée',
    unknown: 'Non vérifiable',
    partial: 'Ne couvre pas tout le fichier',
    changed: 'Modifiée après signature',
    followed: 'Suivie d’ajouts illisibles',
  },
  trust: {
    trusted: 'Certificat reconnu',
    not_evaluated: 'Confiance non évaluée',
    unknown: 'Certificat inconnu',
    expired: 'Certificat expiré',
    not_yet_valid: 'Certificat pas encore valable',
    revoked: 'Certificat révoqué',
    unfit: 'Certificat inapte à signer',
  } satisfies Record<Signature['trust'], string>,
  trustWhy:
    'Aucune autorité n’est chargée dans les réglages : rien ne permet de juger le certificat.',
  since: {
    broken:
      'Les octets du fichier ne sont pas ceux qui ont été signés, ou la signature n’est pas la sienne.',
    unknown: 'Rien ne permet ici de vérifier cette signature.',
    partial: 'Une partie du fichier n’est couverte par aucune signature.',
    none: 'Rien n’a changé depuis la signature.',
    permitted: 'Le fichier a été complété depuis, comme la signature le permet.',
    suspicious: 'Le fichier a changé depuis, et rien ne dit que la signature le permettait.',
    unreadable: 'Quelque chose a été ajouté depuis, qui ne se laisse pas lire.',
  },
  permitted: (all: string[]) => `Permis : ${all.join(' ; ')}.`,
  notPermitted: (what: string) => `Non permis : ${what}.`,
  touched,
  weak,
  reasons,
};
