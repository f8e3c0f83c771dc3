/** What the page of a list shows that is only searched, as it stands in the page's URL. */
interface SearchFilter {
  search: string;
  page: number;
}

const SEARCH_MAX = 255;
/** The last one that the API gives. */
const LAST_PAGE = 1_000_000_000;

export const readSearch = (query: URLSearchParams): SearchFilter => ({
  search: query.get('search')?.slice(0, SEARCH_MAX) ?? '',
  page: pageOf(query),
});

export const writeSearch = ({ search, page }: SearchFilter): string =>
  new URLSearchParams({ ...(search ? { search } : {}), ...(page > 1 ? { page: String(page) } : {}) }).toString();

/** The page of a list that a link names: the first one, where it names none. */
export function pageOf(query: URLSearchParams): number {
  const page = Number(query.get('page'));
  return Number.isInteger(page) && page > 0 && page <= LAST_PAGE ? page : 1;
}
