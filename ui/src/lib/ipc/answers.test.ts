import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

/** What the linter says of `lines` in a module of the pages, a line each. */
async function said(lines: string): Promise<string[]> {
  const linter = new ESLint();
  const text = `import { commands } from './bindings';
    import type { Answer } from './ask';
    declare function ask<T>(answer: Promise<Answer<T>>): Promise<T>;
    declare function look(): Promise<void>;
    declare function hears(save: () => Promise<unknown>, act?: () => void): void;
    ${lines}`;
  // A file of that name is there, so that the compiler knows where it stands.
  const [found] = await linter.lintText(text, { filePath: 'src/lib/ipc/keeper.ts' });
  const messages = found?.messages ?? [];
  expect(messages.filter((it) => it.fatal)).toEqual([]);
  return messages.filter((it) => it.ruleId === 'cercle/read-answers').map((it) => it.message);
}

const DROPPED = 'Nobody reads whether this was done: look at its `status`, or give it to `ask`.';
const HANDED_ON =
  'Whoever gets this cannot know that it holds a failure: look at its `status` here.';

test.each([
  ['commands.saveDraft("a", "b");', DROPPED],
  ['void commands.saveDraft("a", "b");', DROPPED],
  ['export const f = async () => { await commands.saveDraft("a", "b"); };', DROPPED],
  ['export const f = () => void commands.saveDraft("a", "b");', DROPPED],
  ['export const f = () => commands.chooseClub().then(look);', DROPPED],
  ['export const f = () => commands.chooseClub().then(() => look());', DROPPED],
  ['void Promise.all([commands.club(), commands.settings()]);', DROPPED],
  ['void commands.saveDraft("a", "b").finally(() => undefined);', DROPPED],
  [
    'export const f = (it: boolean) => { if (it) it && void commands.saveDraft("a", "b"); };',
    DROPPED,
  ],
  ['hears(() => commands.saveDraft("a", "b"));', HANDED_ON],
  ['hears(look, () => commands.saveDraft("a", "b"));', HANDED_ON],
  ['const save = () => commands.saveDraft("a", "b"); hears(save);', HANDED_ON],
])('an answer that nobody reads is refused: %s', async (lines, message) => {
  expect(await said(lines)).toEqual([message]);
});

test.each([
  'export const f = async () => { const it = await commands.saveDraft("a", "b"); return it.status; };',
  'export const f = async () => { await ask(commands.settings()); };',
  'void commands.saveDraft("a", "b").then((it) => it.status);',
  'export const f = () => commands.saveDraft("a", "b");',
  'void commands.stopImport();',
  'hears(look);',
])('an answer that somebody reads passes: %s', async (lines) => {
  expect(await said(lines)).toEqual([]);
});
