/** The longest time that a query waits for a version, in milliseconds. */
export const MAX_WAIT_MS = 5000;

/** Entries on a page of a list, and how far its pages can be counted. */
export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;
export const MAX_PAGE = 1_000_000;
