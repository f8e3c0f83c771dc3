/** A part of a list: up to `limit` items after the first `offset` ones. */
export interface Range {
  offset: number;
  limit: number;
}

/** The items of a range, and the number of items in the whole list. */
export interface Slice<T> {
  items: T[];
  total: number;
}
