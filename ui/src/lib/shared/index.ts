// The parts that pages are made of. They know no notion of the club; see README.md.

export { default as Badge } from './Badge.svelte';
export { default as Banner } from './Banner.svelte';
export { default as Button } from './Button.svelte';
export { default as Checkbox } from './Checkbox.svelte';
export { default as Chip } from './Chip.svelte';
export { default as Columns } from './Columns.svelte';
export { default as Combobox, type Option } from './Combobox.svelte';
export { default as Count } from './Count.svelte';
export { default as DateField } from './DateField.svelte';
export { default as Detail } from './Detail.svelte';
export { default as Dialog } from './Dialog.svelte';
export { default as DraftNote } from './DraftNote.svelte';
export { default as EmptyState } from './EmptyState.svelte';
export { default as EraseDialog } from './EraseDialog.svelte';
export { default as Facts, type Fact } from './Facts.svelte';
export { default as Field } from './Field.svelte';
export { default as Form } from './Form.svelte';
export { default as Glyph, toneOf, type Shape, type Tone } from './Glyph.svelte';
export { default as Highlight } from './Highlight.svelte';
export { default as Icon, type IconShape } from './Icon.svelte';
export { default as Input } from './Input.svelte';
export { default as Kbd } from './Kbd.svelte';
export { default as Mark } from './Mark.svelte';
export { default as Menu, type MenuItem } from './Menu.svelte';
export { default as MoneyField } from './MoneyField.svelte';
export { default as Page, type Crumb, type View } from './Page.svelte';
export { default as Palette } from './Palette.svelte';
export { default as Panel } from './Panel.svelte';
export { default as PdfViewer } from './PdfViewer.svelte';
export { default as Portion } from './Portion.svelte';
export { default as Progress } from './Progress.svelte';
export { default as Radio } from './Radio.svelte';
export { default as Saved } from './Saved.svelte';
export { default as Select } from './Select.svelte';
export { default as ShortcutsDialog } from './ShortcutsDialog.svelte';
export { default as Skeleton } from './Skeleton.svelte';
export { default as Split } from './Split.svelte';
export { default as Status } from './Status.svelte';
export { default as Steps, type Step } from './Steps.svelte';
export { default as Table } from './Table.svelte';
export { default as Tabs, type Tab } from './Tabs.svelte';
export { default as Terms, type Term } from './Terms.svelte';
export { default as TextArea } from './TextArea.svelte';
export { default as TextInput } from './TextInput.svelte';
export { default as Timeline, type Event as TimelineEvent } from './Timeline.svelte';
export { default as Toasts } from './Toasts.svelte';
export { default as Toolbar } from './Toolbar.svelte';
export { default as Tooltip } from './Tooltip.svelte';
export { default as UncertainDayField } from './UncertainDayField.svelte';
export { default as Unkept } from './Unkept.svelte';

export { written, type Column, type Sort, type Written } from './columns';
export { addDays, addMonths, now, readDay, type Lean, type Reading } from './dates';
export { useDraft, type Draft, type Drafted, type Keeper, type Left } from './draft.svelte';
export { folded, matches } from './fold';
export type { Keys } from './keys';
export { layouts, type Kept } from './layout.svelte';
export { readAmount, type Amount } from './money';
export type { Finding, FindingGroup, Search } from './palette.svelte';
export {
  flushEverything,
  Keeping,
  saving,
  together,
  type Tried,
  type SavingState,
} from './saving.svelte';
export {
  press,
  shortcuts,
  useShortcuts,
  useShortcutsEverywhere,
  type Shortcut,
} from './shortcuts.svelte';
export { Sight } from './sight.svelte';
export { toasts } from './toasts.svelte';
export { work } from './work.svelte';
export { boundsOf, typedDay, type Bounds, type UncertainDay } from './uncertain';
