const START = '/overview';
const MAX_LENGTH = 2_048;

/** Where a person wanted to go: a page of the console, and never another site. */
export function wantedPage(to: unknown): string {
  if (typeof to !== 'string' || to.length > MAX_LENGTH || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to)) return START;
  return to === '/' || to.startsWith('/sign-in') ? START : to;
}
