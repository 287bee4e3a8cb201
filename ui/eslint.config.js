import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { readAnswers } from './answers.js';
import svelteConfig from './svelte.config.js';

/** The notions: one folder each in `lib`, and no folder imports another. */
const NOTIONS = [
  'today',
  'members',
  'people',
  'conventions',
  'meetings',
  'journal',
  'settings',
  'imports',
  'copies',
  'club',
];

const browserStorage = ['localStorage', 'sessionStorage', 'indexedDB'].map((name) => ({
  name,
  message: 'What is worth keeping is kept by the club (settings, drafts), never by the browser.',
}));

/** Refuses imports from `lib/<name>` for each name, whichever way they are written. */
const refuse = (names, message) => ({
  'no-restricted-imports': [
    'error',
    { patterns: [{ regex: `^(\\$lib|(\\.\\./)+(lib/)?)/?(${names.join('|')})(/|$)`, message }] },
  ],
});

export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'src/lib/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript checks this, and knows the names of types.
      'no-undef': 'off',
      'no-restricted-globals': ['error', ...browserStorage],
      'no-restricted-properties': [
        'error',
        ...browserStorage.map(({ name, message }) => ({
          object: 'window',
          property: name,
          message,
        })),
      ],
      // A sentence keeps its narrow spaces: they are what this typography is made of.
      'no-irregular-whitespace': ['error', { skipTemplates: true, skipStrings: true }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', 'src/**/*.ts'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
        parser: ts.parser,
        svelteConfig,
      },
    },
    plugins: { cercle: { rules: { 'read-answers': readAnswers } } },
    rules: {
      'cercle/read-answers': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
      // The parts take addresses that their pages have resolved already.
      'svelte/no-navigation-without-resolve': ['error', { ignoreLinks: true, ignoreGoto: true }],
      'svelte/no-restricted-html-elements': [
        'error',
        { elements: ['marquee', 'center', 'font'], message: 'Not an element of this century.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "SvelteElement[name.name='input'] > SvelteStartTag > SvelteAttribute[key.name='type'] > SvelteLiteral[value=/^(date|time|datetime-local|month|week)$/]",
          message: 'A day is one text field with one parser: use DateField of $lib/shared.',
        },
      ],
    },
  },
  {
    files: ['src/lib/shared/**'],
    rules: refuse([...NOTIONS, 'ipc', 'frame'], 'The shared parts know no notion of the club.'),
  },
  ...NOTIONS.map((notion) => ({
    files: [`src/lib/${notion}/**`],
    rules: refuse(
      [...NOTIONS.filter((it) => it !== notion), 'frame'],
      'Notions do not know one another: a route combines them.',
    ),
  })),
  {
    files: ['src/lib/i18n/**'],
    rules: refuse(
      [...NOTIONS, 'shared', 'frame'],
      `The words depend on none of the parts that say them.`,
    ),
  },
);
