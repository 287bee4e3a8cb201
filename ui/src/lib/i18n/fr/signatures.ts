import type { SignatureCard } from '../../ipc/bindings';
import type { Sentences } from '../sentences';
import { counted, moment } from '../format';

type Signature = SignatureCard['report']['signatures'][number];
type Touched = Signature['changed'][number]['touched'];

/** What is said of the signatures of a file. */
export const signatures = {
  reading: 'Lecture des signatures…',
  report: 'Rapport de signature',
  verdict: 'Verdict',
  details: 'Le détail',
  chain: 'Certificats',
  changes: 'Depuis la signature',
  exportPdf: 'Exporter le rapport (PDF)…',
  exportJson: 'Exporter le rapport (JSON)…',
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
    unreadableWhy: 'Ce fichier n’est pas construit comme le veut la norme : rien n’est affirmé de ses signatures.',
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
  trustWhy: 'Aucune autorité n’est chargée dans les réglages : rien ne permet de juger le certificat.',
  since: {
    broken: 'Les octets du fichier ne sont pas ceux qui ont été signés, ou la signature n’est pas la sienne.',
    unknown: 'Rien ne permet ici de vérifier cette signature.',
    partial: 'Une partie du fichier n’est couverte par aucune signature.',
    none: 'Rien n’a changé depuis la signature.',
    permitted: 'Le fichier a été complété depuis, comme la signature le permet.',
    suspicious: 'Le fichier a changé depuis, et rien ne dit que la signature le permettait.',
    unreadable: 'Quelque chose a été ajouté depuis, qui ne se laisse pas lire.',
  },
  permitted: (what: string) => `Permis : ${what}.`,
  notPermitted: (what: string) => `Non permis : ${what}.`,
  touched: {
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
  } satisfies Sentences<Touched> as Sentences<Touched>,
  weak: {
    digest: ({ digest }) =>
      `L’empreinte ${typeof digest === 'string' ? digest.toUpperCase() : digest.other.oid} est faible : deux textes différents peuvent la partager.`,
    short_key: ({ bits }) => `La clé est trop courte (${bits} bits).`,
    signer_not_named: () =>
      'Rien de ce qui est signé ne nomme le certificat du signataire : un autre pourrait prendre sa place.',
  } satisfies Sentences<Signature['weaknesses'][number]> as Sentences<
    Signature['weaknesses'][number]
  >,
};
