// What is being noted and is not yet in the minutes. Each block is typed here and kept at every pause;
// leaving it commits it as one operation. Whatever is written elsewhere meanwhile, and even a kill,
// leaves it as it was typed. What the rules refuse stays on screen with the reason, and what the disk
// refuses is tried again.

import { onDestroy } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { commands, done, execute, failure, keeper, newId, say, takeBack } from '$lib/ipc';
import type { AgendaItemLine, BlockLine, Command, Content, Failure } from '$lib/ipc/bindings';
import {
  Keeping,
  now,
  together,
  useDraft,
  type Draft,
  type Tried,
  type SavingState,
} from '$lib/shared';
import { content } from './typing';

/** A block as it is typed. */
export interface Typed {
  /** The item under which a new one stands. */
  item: string;
  /** The block after which a new one comes. */
  after: string | null;
  text: string;
  content: Content;
  /** The name of the owner, which the id in the content does not say. */
  owner_name: string | null;
}

/** A line of the editor: a block of the minutes, one that is being typed, or both. */
export interface Row {
  id: string;
  line?: BlockLine;
  typed?: Typed;
}

interface Body {
  blocks: Record<string, Typed>;
}

/** The notes of one meeting. */
export class Notes {
  /** The empty line at the end, ready to be typed in. */
  fresh = $state(newId());
  /** The block that has the focus. */
  focused = $state<string>();
  /** The last thing that was done without a message, to be taken back by Ctrl+Z. */
  last = $state<number>();
  #draft: Draft<Body>;
  /** The blocks that were left, in the order in which they go into the minutes. */
  #left: string[] = [];
  #writing = new Keeping(() => this.#write());
  /** Why a block is not in the minutes, where the rules say no. */
  #refused = new SvelteMap<string, string>();
  /** When something was last done without a message, as a moment. */
  #quiet = $state<string>();
  #over = false;
  /** What was written last and is not yet on the page that was read, by block. */
  #sent = new SvelteMap<string, string>();

  /** The agenda as it was read last. */
  #items: AgendaItemLine[];

  constructor(meeting: string, items: AgendaItemLine[]) {
    this.#items = items;
    this.#draft = useDraft<Body>(
      () => ({ blocks: {} }),
      keeper(`minutes:${meeting}`),
      (left, typed) => ({ blocks: { ...left.blocks, ...typed.blocks } }),
    );
    // What cannot be written now is kept by the draft, from which it comes back with its page. Were it
    // tried again behind that page, it would land on what is typed there next.
    onDestroy(() => {
      this.#over = true;
      void this.#writing.now();
    });
  }

  /** Whether what is noted is saved. */
  get saving(): SavingState {
    const quiet: SavingState[] = this.#quiet ? [{ kind: 'kept', at: this.#quiet }] : [];
    return together([this.#draft.saving, this.#writing.state, ...quiet]);
  }

  /** Whether notes came back that had been left half-way. */
  get resumed(): boolean {
    return this.#draft.resumed;
  }

  /** How many blocks are typed and not yet in the minutes. */
  get waiting(): number {
    return Object.keys(this.#blocks).length;
  }

  get #blocks(): Record<string, Typed> {
    return this.#draft.value.blocks;
  }

  #now() {
    this.#quiet = now();
  }

  #line(id: string): BlockLine | undefined {
    return this.#items.flatMap((it) => it.blocks).find((it) => it.id === id);
  }

  /** The item of a block; notes whose item was taken away go to the last one. */
  #itemOf(typed: Typed): string | undefined {
    const items = this.#items;
    return items.some((it) => it.id === typed.item) ? typed.item : items.at(-1)?.id;
  }

  /** The lines of the editor under an item: those of the minutes, and those being typed among them. */
  rows(item: AgendaItemLine): Row[] {
    const rows: Row[] = item.blocks.map((line) => ({
      id: line.id,
      line,
      typed: this.#blocks[line.id],
    }));
    for (const [id, typed] of Object.entries(this.#blocks)) {
      if (rows.some((it) => it.id === id)) continue;
      if (this.#line(id) || this.#itemOf(typed) !== item.id) continue;
      const at = rows.findIndex((it) => it.id === typed.after);
      const first = typed.after === null;
      rows.splice(first ? 0 : at < 0 ? rows.length : at + 1, 0, { id, typed });
    }
    if (!rows.some((it) => it.id === this.fresh)) rows.push({ id: this.fresh });
    return rows;
  }

  /** Whether somebody typed in `id` what the minutes do not hold yet. */
  isWaiting(id: string): boolean {
    const typed = this.#blocks[id];
    return typed !== undefined && !isBlank(typed);
  }

  /** Why the rules keep what was typed in `id` out of the minutes. */
  refused(id: string): string | undefined {
    return this.#refused.get(id);
  }

  /** What was typed and cannot go into minutes that are closed, in the order of the agenda. */
  get leftOut(): string[] {
    const texts = this.#items.flatMap((item) =>
      this.rows(item).flatMap(({ typed }) => (typed ? [typed.text.trim()] : [])),
    );
    return texts.filter((it) => it !== '');
  }

  /** Something was typed. */
  type(id: string, typed: Typed) {
    this.#refused.delete(id);
    this.#draft.value.blocks[id] = typed;
    if (id === this.fresh) this.fresh = newId();
  }

  /** A new block after another, ready to be typed in. */
  insert(item: string, after: string | null, text = ''): string {
    const id = newId();
    this.type(id, { item, after, text, content: content('text'), owner_name: null });
    return id;
  }

  /** The block was left: what was typed goes into the minutes. */
  async leave(id: string): Promise<void> {
    this.#leave(id);
    await this.#commitLeft();
  }

  /** Everything typed goes into the minutes; whether all of it did. */
  async settle(): Promise<boolean> {
    for (const id of Object.keys(this.#blocks)) this.#leave(id);
    await this.#commitLeft();
    const left = Object.entries(this.#blocks);
    return left.every(([id, it]) => isBlank(it) || this.#sent.get(id) === said(it));
  }

  /** Removes a block, in the minutes or only typed. */
  async remove(id: string) {
    await this.#writing.now();
    // Until it is gone from the minutes, what was typed in it stays.
    if (this.#line(id)) {
      if ((await execute({ kind: 'remove_block', id })) === undefined) return;
      this.#announced();
    }
    this.#forget(id);
  }

  /** Does what shows by itself, and so says nothing but the hour. */
  async quietly(command: Command): Promise<boolean> {
    const answer = await commands.execute(command);
    if (answer.status === 'error') {
      say(answer.error);
      return false;
    }
    this.last = answer.data.operation;
    this.#now();
    return true;
  }

  /** Takes back the last thing that was done quietly. */
  async undo() {
    const operation = this.last;
    if (operation === undefined) return;
    this.last = undefined;
    await takeBack(operation);
  }

  /** Something was done with a message, which offers to take it back. */
  #announced() {
    this.last = undefined;
    this.#now();
  }

  /** The page was read again: what the minutes hold by now needs no keeping here. */
  reconcile(items: AgendaItemLine[]) {
    this.#items = items;
    for (const [id, typed] of Object.entries(this.#blocks)) {
      const line = this.#line(id);
      if (id === this.focused) {
        // The space that was just typed is part of a word to come.
        if (line && isSame(typed, line, (text) => text)) this.#forget(id);
      } else if (line ? isSame(typed, line, (text) => text.trim()) : isBlank(typed)) {
        this.#forget(id);
      }
    }
  }

  #forget(id: string) {
    this.#sent.delete(id);
    this.#refused.delete(id);
    const { [id]: _, ...others } = this.#blocks;
    this.#draft.value.blocks = others;
  }

  #leave(id: string) {
    if (!this.#left.includes(id)) this.#left.push(id);
  }

  #commitLeft(): Promise<boolean> {
    return this.#left.length === 0 ? this.#writing.now() : this.#writing.keep();
  }

  /** Commits the blocks that were left, up to the first that does not go. */
  async #write(): Promise<Tried> {
    for (let id = this.#left.shift(); id !== undefined; id = this.#left.shift()) {
      const failed = await this.#commit(id);
      if (failed === undefined) continue;
      if (isSaid(failed)) {
        say(failed);
        this.#refused.set(id, failure(failed).message);
      } else if (this.#over) say(failed);
      else {
        // Those that come after stand behind it in the minutes.
        this.#left.unshift(id);
        return { kept: false, why: failure(failed).message };
      }
    }
    return KEPT;
  }

  /** Brings a block into the minutes as it is typed; why not, where it failed. */
  async #commit(id: string): Promise<Failure | undefined> {
    const typed = this.#blocks[id];
    if (!typed) return undefined;
    const line = this.#line(id);
    if (typed.text.trim() === '') {
      if (!line) {
        if (isBlank(typed)) this.#forget(id);
        return undefined;
      }
      const answer = await commands.execute({ kind: 'remove_block', id });
      if (answer.status === 'error') return answer.error;
      this.#forget(id);
      await done('remove_block', Promise.resolve(answer));
      this.#announced();
      return undefined;
    }
    const item = line ? typed.item : this.#itemOf(typed);
    const { text, after } = typed;
    const saying = said(typed);
    if (item === undefined || this.#sent.get(id) === saying) return undefined;
    if (line && isSame(typed, line, (it) => it.trim())) return undefined;
    const command: Command = {
      kind: 'write_block',
      id,
      item,
      after,
      text,
      content: $state.snapshot(typed.content),
    };
    // The page then reads itself again, and `reconcile` finds the block in the minutes.
    const answer = await commands.execute(command);
    if (answer.status === 'error') return answer.error;
    this.last = answer.data.operation;
    this.#sent.set(id, saying);
    return undefined;
  }
}

const KEPT: Tried = { kept: true };

/** Whether to try again would fail again: the rules say no, or what it stands under is gone. */
const isSaid = (it: Failure): boolean => it.code === 'refused' || it.code === 'not_found';

/** A new block in which nothing was typed yet. */
const isBlank = (it: Typed): boolean =>
  it.text.trim() === '' &&
  (it.content.kind !== 'action' || (it.content.owner === null && it.content.due_on === null));

function isSame(typed: Typed, line: BlockLine, read: (text: string) => string): boolean {
  return read(typed.text) === line.text && key(typed.content) === key(line.content);
}

/** What a block says, as one text. */
const said = (it: Typed): string => `${it.text.trim()}\n${key(it.content)}`;

/**
 * A content as one text, whatever the order of its fields. Whether an action is done is no part of
 * it: that is said by a command of its own, which may come while the text is being typed.
 */
function key(it: Content): string {
  if (it.kind !== 'action') return it.kind;
  const { owner } = it;
  const who = owner === null ? '' : owner.kind === 'words' ? owner.text.trim() : owner.id;
  return [it.kind, owner?.kind ?? '', who, it.due_on ?? ''].join('\n');
}
