/** The words of people and of their posts. */
export const people = {
  count: { one: 'person', other: 'people' },
  none: 'Nobody is noted here.',
  add: 'Add a person',
  more: (name: string) => `More about ${name}`,
  held: (from: string | null) => (from === null ? 'in post' : `since ${from}`),
  over: (from: string | null, to: string | null) =>
    from === null
      ? `until ${to ?? '?'}`
      : to === null
        ? `from ${from} on`
        : `from ${from} to ${to}`,
  missionHere: (employer: string) => `on a mission here, employed by ${employer}`,
  missionFor: (member: string) => `on a mission for ${member}`,
  edit: 'Edit the person…',
  correct: 'Correct the post…',
  leave: 'Record the end of the post…',
  another: 'Add another post…',
  remove: 'Never held this post',
  form: {
    add: 'Add a person',
    addSubmit: 'Add the person',
    lead: (organisation: string) => `They work for ${organisation}.`,
    edit: (name: string) => `Edit “${name}”`,
    givenName: 'Given name',
    familyName: 'Family name',
    email: 'E-mail',
    phone: 'Telephone',
    known: (name: string) => `${name} is in the club already.`,
    takeKnown: 'It is this person',
    other: 'It is another person',
    taken: (name: string) => `${name} keeps their record and takes a new post.`,
  },
  post: {
    add: (name: string) => `New post: ${name}`,
    addSubmit: 'Add the post',
    correct: (name: string) => `Correct the post: ${name}`,
    correctLead:
      'What was noted was wrong. If the person leaves, record the end of the post instead.',
    correctSubmit: 'Correct the post',
    organisation: 'Employer',
    function: 'Function',
    from: 'First day',
    to: 'Last day',
    onBehalfOf: 'On a mission for',
    onBehalfOfHelp: 'The member with whom a supplier has placed this person',
  },
  end: {
    title: 'Record the end of a post',
    lead: (name: string) => `${name} leaves. If a day was wrong, correct the post instead.`,
    last: 'Last day',
    submit: 'Record the end of the post',
  },
};
