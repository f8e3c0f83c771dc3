/** Pages of a long list, counted from 1: those with the first and the last row in view, and with the row that has the focus. */
export interface View {
  from: number;
  to: number;
  focused: number;
}

/** The same object as before when the same pages are in view, so that a scroll inside a page draws nothing twice. */
export function viewOf(before: View, first: number, last: number, focused: number, pageSize: number): View {
  const pageOf = (row: number) => Math.floor(Math.max(0, row) / pageSize) + 1;
  const next = { from: pageOf(first), to: pageOf(last), focused: pageOf(focused) };
  const same = next.from === before.from && next.to === before.to && next.focused === before.focused;
  return same ? before : next;
}

/** The pages to load, in their order: those of the view, and the first one, which tells how many rows there are. */
export function pagesOf({ from, to, focused }: View, pageSize: number, total: number): number[] {
  const lastPage = Math.max(1, Math.ceil(total / pageSize));
  const within = (page: number) => Math.min(lastPage, page);
  const seen = Array.from({ length: within(to) - within(from) + 1 }, (_, index) => within(from) + index);
  return [...new Set([1, within(focused), ...seen])].sort((a, b) => a - b);
}
