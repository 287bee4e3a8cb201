// The package tells the types of all its icons at once, and none of one alone. To import them all
// would have every test read some thousand files.

declare module 'lucide/dist/esm/icons/*.mjs' {
  import type { IconNode } from 'lucide';

  const icon: IconNode;
  export default icon;
}

declare module 'lucide/dist/esm/createElement.mjs' {
  export { createElement as default } from 'lucide';
}
