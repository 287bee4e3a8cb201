import type { Messages } from '../fr';
import { counted } from '../format';

/** The words of what waits for the coordinator. */
export const today: Messages['today'] = {
  title: 'Today',
  lead: (waiting, late) =>
    waiting === 0
      ? 'Nothing waits for you'
      : late === 0
        ? `${counted(waiting, { one: 'thing waits for you', other: 'things wait for you' })}`
        : `${counted(waiting, { one: 'thing waits for you', other: 'things wait for you' })}, ${counted(late, { one: 'overdue', other: 'overdue' })}`,
  work: 'To do',
  groups: {
    overdue: 'Overdue',
    waiting: 'Waiting',
    this_week: 'This week',
    this_month: 'Within a month',
    later: 'Later',
  },
  more: (left: number) => `See ${counted(left, { one: 'more point', other: 'more points' })}`,
  done: 'Done today',
  on: (day) => `On ${day}`,
  doneThen: 'Done that day',
  allDone: 'See the journal',
  empty: {
    title: 'All done',
    text: 'Terms that end, missing documents, minutes to approve and overdue actions will come here.',
  },
  ends: (reference) => `Convention ${reference} ends soon`,
  pdf: (reference) => `Convention ${reference}, without its PDF`,
  minutes: (day) => `Minutes of ${day} to approve`,
  actionOf: 'Action',
  nobody: 'Action that nobody owns',
  open: {
    convention_ends: 'Prepare what follows',
    pdf_missing: 'Attach the countersigned PDF',
    minutes_to_validate: 'Approve the minutes',
    action_overdue: 'Close or postpone',
  },
  meetings: {
    title: 'Next meetings',
    all: 'All',
    none: 'No meeting to come.',
  },
  year: {
    title: 'Twelve months',
    between: (from, to) => `${from} to ${to}`,
    members: 'Members',
    conventions: 'Conventions in force',
    actions: 'Open actions',
    values: (values) => `Twelve months: ${values}`,
  },
};
