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
  title: 'Members',
  count: { one: 'organisation', other: 'organisations' },
  create: 'New member',
  import: 'Import a list…',
  export: 'Export',
  exporting: 'Exporting the list',
  exported: 'List exported',
  /** The name of the file that an export offers. */
  file: (on: string) => `members-${on}.csv`,
  more: 'More about members',

  views: {
    present: 'Present',
    left: 'Former',
    uncovered: 'Without convention',
    companies: 'Publishers and service companies',
    all: 'All',
  },
  empty: {
    first: 'No members',
    firstHelp: 'Import the list that you keep already, or enter a first member.',
    present: 'Nobody is a member on that day.',
    left: 'Nobody has left.',
    uncovered: 'Every member has a convention in force.',
  },

  kinds: {
    ministry: 'Ministry',
    public_body: 'Public body or operator',
    local_authority: 'Local authority',
    research: 'University or research',
    social_security: 'Social security',
    state_service: 'Regional or national service of the State',
    independent_authority: 'Independent authority',
    company: 'Publisher, service company or archiving contractor',
    association: 'Association',
    other: 'Other',
  } satisfies Record<OrganisationKind, string>,
  /** The same in a column. */
  kindsShort: {
    ministry: 'Ministry',
    public_body: 'Public body',
    local_authority: 'Local authority',
    research: 'Research',
    social_security: 'Social security',
    state_service: 'State service',
    independent_authority: 'Independent',
    company: 'Company',
    association: 'Association',
    other: 'Other',
  } satisfies Record<OrganisationKind, string>,

  columns: {
    name: 'Organisation',
    kind: 'Kind',
    status: 'Status',
    since: 'Member since',
    until: 'Left on',
    convention: 'Convention until',
    seen: 'Last seen',
  },

  filter: {
    status: 'Status',
    kind: 'Kind',
    convention: 'Convention',
    seen: 'Seen',
    statuses: {
      member: 'present',
      left: 'left',
      upcoming: 'to come',
      never_member: 'never a member',
    } satisfies Record<MemberStanding['kind'], string>,
    conventions: {
      none: 'none',
      in_force: 'in force',
      ends_soon: 'ends soon',
    },
    seens: {
      lately: 'within a year',
      not_lately: 'not for a year',
    },
    /** The same where it is the name of a whole filter. */
    named: {
      conventions: {
        none: 'no convention',
        in_force: 'convention in force',
        ends_soon: 'convention ends soon',
      },
      seens: {
        lately: 'seen within a year',
        not_lately: 'not seen for a year',
      },
    },
    save: 'Keep this filter',
    forget: 'Stop keeping this filter',
  },

  /** A day that may lie between two. */
  between: ({ earliest, latest }: Bounds) =>
    earliest === latest ? `on ${day(latest)}` : `between ${day(earliest)} and ${day(latest)}`,
  /** Before the last of two days, for those who do not see the sign. */
  atTheLatest: 'at the latest on',

  standing: {
    member: ({ until }) => (until === null ? 'Present' : `Leaves on ${day(until.latest)}`),
    left: ({ on }) => `Left on ${day(on.latest)}`,
    upcoming: ({ arrives }) => `Arrives on ${day(arrives.latest)}`,
    never_member: () => 'Never a member',
  } satisfies Told<MemberStanding>,

  convention: {
    draft: () => 'Draft',
    sent: () => 'To be signed',
    signed_by_member: () => 'To be countersigned',
    upcoming: ({ starts_on }) => `From ${day(starts_on)}`,
    in_force: ({ ends_on }) => (ends_on === null ? 'No end' : day(ends_on)),
    ends_soon: ({ ends_on, days }) => `${day(ends_on)}, ${daysShort(days)}`,
    lapsed: ({ ended_on }) => `Lapsed on ${day(ended_on)}`,
    ended: ({ ended_on }) => `Ended on ${day(ended_on)}`,
  } satisfies Told<ConventionStanding>,
  noConvention: 'None',

  page: {
    register: { siren: 'SIREN', siret: 'SIRET' },
    since: 'Member since',
    sinceUntil: (until: string) => `until ${until}`,
    wasMember: 'Was a member',
    fromTo: (from: string, to: string) => `${from} – ${to}`,
    arrives: 'Becomes a member',
    never: 'Not a member',
    convention: 'Convention',
    conventionIn: (standing: string, days: string) => `${standing}, ${days}`,
    seen: 'Last seen in a meeting',
    neverSeen: 'Never',
    group: 'Group',
    noGroup: 'None',
    projects: 'Projects',
    more: (name: string) => `More about ${name}`,
    tabs: 'What is known of this member',
    timeline: 'Timeline',
    periods: 'Memberships',
    people: 'People',
    conventions: 'Conventions',
    notes: 'Notes',
    documents: 'Documents',
    edit: 'Edit…',
    depart: 'Record a departure…',
    comeBack: 'Record a return…',
    join: 'Record an arrival…',
    correct: 'Correct the days…',
    remove: 'Was no member then',
    addProject: 'Add a project…',
    addPerson: 'Add a person…',
    addConvention: 'New convention…',
  },

  events: {
    arrived: 'Came to the club',
    left: 'Left the club',
    words: (words: string) => `“${words}” on the list`,
    steps: {
      drafted: (reference) => `Convention ${reference} begun`,
      sent: (reference) => `Convention ${reference} sent for signature`,
      signed_by_member: (reference) => `Convention ${reference} signed by the member`,
      countersigned: (reference) => `Convention ${reference} countersigned`,
      ended: (reference) => `Convention ${reference} ended`,
    } satisfies Record<Step, (reference: string) => string>,
    lapsed: (reference: string) => `Convention ${reference} lapsed`,
    received: {
      draft: (reference) => `Draft of convention ${reference} kept`,
      signed_by_member: (reference) => `Signed convention ${reference} received`,
      countersigned: (reference) => `Countersigned convention ${reference} received`,
      annex: (reference) => `Annex of convention ${reference} received`,
    } satisfies Record<Role, (reference: string) => string>,
    attended: (meeting: string) => `Seen in a meeting: ${meeting}`,
    represented: (meeting: string) => `Represented in a meeting: ${meeting}`,
    representedBy: (name: string) => `by ${name}`,
    none: 'Nothing has happened to this member yet.',
  },

  periods: {
    from: (from: string) => `since ${from}`,
    fromTo: (from: string, to: string) => `from ${from} to ${to}`,
    more: (period: string) => `More about the membership ${period}`,
    none: 'This organisation never was a member.',
  },

  notes: {
    project: 'Project',
    none: 'No project noted.',
    add: 'Add a project',
    more: (text: string) => `More about “${text}”`,
    edit: 'Edit…',
    remove: 'Remove',
    count: { one: 'project', other: 'projects' },
  },

  documents: {
    none: 'No documents. Documents are attached to conventions.',
    file: 'File',
    convention: 'Convention',
    received: 'Received on',
  },

  conventions: {
    none: 'No conventions.',
  },

  form: {
    new: 'New member',
    newSubmit: 'Create the member',
    edit: (name: string) => `Edit “${name}”`,
    name: 'Name',
    nameHelp: 'The one that the club uses',
    legalName: 'Official name',
    legalNameHelp: 'If it signs under another one',
    kind: 'Kind',
    register: 'SIREN or SIRET',
    group: 'Group',
    groupHelp: 'The organisation that it belongs to',
    arrived: 'Member since',
    notMember: 'Known to the club, and no member of it',
    missing: (digits: number) =>
      digits < 9
        ? `${counted(9 - digits, { one: 'digit is', other: 'digits are' })} missing: a SIREN has nine.`
        : `${counted(14 - digits, { one: 'digit is', other: 'digits are' })} missing: a SIRET has fourteen.`,
  },
  departure: {
    title: 'Record a departure',
    lead: (name: string) => `${name} leaves. If a day was wrong, correct it instead.`,
    left: 'Last day',
    submit: 'Record the departure',
    correct: 'Correct the days…',
  },
  period: {
    join: 'Record an arrival',
    joinLead: (name: string) => `${name} becomes a member.`,
    joinSubmit: 'Record the arrival',
    back: 'Record a return',
    backLead: (name: string) => `${name} had left the club and comes back.`,
    backSubmit: 'Record the return',
    correct: 'Correct the days of a membership',
    correctLead: (name: string) =>
      `The days recorded for ${name} were wrong. If the member leaves, record its departure instead.`,
    correctSubmit: 'Correct the days',
    arrived: 'Arrival',
    left: 'Last day',
    leftYet: 'The member has left',
  },
  note: {
    add: 'Add a project',
    edit: 'Edit a note',
    text: 'What the member does with the software',
    submit: 'Add the project',
  },
};
