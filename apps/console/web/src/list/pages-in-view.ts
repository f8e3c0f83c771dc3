/** The pages (from 1) that hold the rows from `first` to `last`, and the first one, which tells how many there are. */
export function pagesInView(first: number, last: number, pageSize: number, total: number): number[] {
  const lastPage = Math.max(1, Math.ceil(total / pageSize));
  const from = Math.min(lastPage, Math.floor(Math.max(0, first) / pageSize) + 1);
  const to = Math.min(lastPage, Math.floor(Math.max(0, last) / pageSize) + 1);
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return pages.includes(1) ? pages : [1, ...pages];
}
