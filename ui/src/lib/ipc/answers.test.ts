import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

/** What the linter says of `text`, a line each. */
async function told(text: string, filePath: string): Promise<string[]> {
  // A file of that name is there, so that the compiler knows where it stands.
  const [found] = await new ESLint().lintText(text, { filePath });
  const messages = found?.messages ?? [];
  expect(messages.filter((it) => it.fatal)).toEqual([]);
  return messages.filter((it) => it.ruleId === 'cercle/read-answers').map((it) => it.message);
}

/** What it says of `lines` in a module of the pages. */
function said(lines: string): Promise<string[]> {
  const text = `import { commands } from './bindings';
    import type { Answer } from './ask';
    declare function ask<T>(answer: Promise<Answer<T>>): Promise<T>;
    declare function look(): Promise<void>;
    declare function hears(save: () => Promise<unknown>, act?: () => void): void;
    ${lines}`;
  return told(text, 'src/lib/ipc/keeper.ts');
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
  '<button type="button" onclick={() => commands.chooseClub()}>Ouvrir</button>',
  '<button type="button" onclick={choose}>Ouvrir</button>',
  '<Door onchoose={() => commands.chooseClub()} />',
  '<Door onchoose={commands.chooseClub} />',
])('a template hands no answer on: %s', async (template) => {
  const text = `<script lang="ts">
      import { commands } from '$lib/ipc';
      import Door from './Door.svelte';
      const choose = () => commands.chooseClub();
    </script>
    ${template}`;
  expect(await told(text, 'src/lib/club/Door.svelte')).toEqual([HANDED_ON]);
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
