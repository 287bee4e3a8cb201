// What is being noted and is not yet in the minutes. Each block is typed here and kept at every pause;
// leaving it commits it as one operation. Whatever is written elsewhere meanwhile, and even a kill,
// leaves it as it was typed.

import { SvelteMap } from 'svelte/reactivity';
import { commands, execute, keeper, newId, say, takeBack } from '$lib/ipc';
import type { AgendaItemLine, BlockLine, Command, Content } from '$lib/ipc/bindings';
import { useDraft, type Draft } from '$lib/shared';
import { now } from './times';
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
  /** When something was last kept, as a moment. */
  recorded = $state<string>();
  /** The last thing that was done without a message, to be taken back by Ctrl+Z. */
  last = $state<number>();
  #draft: Draft<Body>;
  #queue: Promise<unknown> = Promise.resolve();
  /** What was written last and is not yet on the page that was read, by block. */
  #sent = new SvelteMap<string, string>();

  /** The agenda as it was read last. */
  #items: AgendaItemLine[];

  constructor(meeting: string, items: AgendaItemLine[]) {
    this.#items = items;
    const kept = keeper(`minutes:${meeting}`);
    this.#draft = useDraft<Body>(() => ({ blocks: {} }), {
      ...kept,
      save: async (body) => {
        await kept.save(body);
        this.#now();
      },
    });
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
    this.recorded = now();
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

  /** Something was typed. */
  type(id: string, typed: Typed) {
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
  leave(id: string): Promise<unknown> {
    this.#queue = this.#queue.then(() => this.#commit(id));
    return this.#queue;
  }

  /** Everything typed goes into the minutes; whether all of it did. */
  async settle(): Promise<boolean> {
    for (const id of Object.keys(this.#blocks)) void this.leave(id);
    await this.#queue;
    const left = Object.entries(this.#blocks);
    return left.every(([id, it]) => isBlank(it) || this.#sent.get(id) === said(it));
  }

  /** Removes a block, in the minutes or only typed. */
  async remove(id: string) {
    await this.#queue;
    this.#forget(id);
    if (this.#line(id)) await this.#say(execute({ kind: 'remove_block', id }));
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

  async #say(done: Promise<unknown>) {
    await done;
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
    const { [id]: _, ...others } = this.#blocks;
    this.#draft.value.blocks = others;
  }

  async #commit(id: string) {
    const typed = this.#blocks[id];
    if (!typed) return;
    const line = this.#line(id);
    if (typed.text.trim() === '') {
      if (line) {
        this.#forget(id);
        await this.#say(execute({ kind: 'remove_block', id }));
      } else if (isBlank(typed)) this.#forget(id);
      return;
    }
    const item = line ? typed.item : this.#itemOf(typed);
    const { text, after } = typed;
    const saying = said(typed);
    if (item === undefined || this.#sent.get(id) === saying) return;
    if (line && isSame(typed, line, (it) => it.trim())) return;
    const command: Command = {
      kind: 'write_block',
      id,
      item,
      after,
      text,
      content: $state.snapshot(typed.content),
    };
    // The page then reads itself again, and `reconcile` finds the block in the minutes.
    if (await this.quietly(command)) this.#sent.set(id, saying);
  }
}

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
