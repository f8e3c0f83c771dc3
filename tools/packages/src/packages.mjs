/**
 * What is published: the folder of each library, and the libraries that travel inside it because nobody else is to
 * depend on them. Names, peers and entry points are in the library's own package.json.
 */
export const PACKAGES = [
  { library: 'contracts', inside: [], also: ['schemas', 'fixtures'] },
  { library: 'conferencing-client', inside: [] },
  { library: 'messaging', inside: ['kernel', 'postgres'] },
  { library: 'outbox', inside: ['kernel', 'postgres'] },
];

/** The scope under which the libraries import each other. */
export const OWN_SCOPE = '@conferencing';
