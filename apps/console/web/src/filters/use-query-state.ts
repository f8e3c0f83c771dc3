import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

/** What the page's URL holds behind the question mark, and how to change it. */
export function useQueryState<T>(
  read: (query: URLSearchParams) => T,
  write: (state: T) => string,
): [T, (state: T, how?: { replace?: boolean }) => void] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const state = useMemo(() => read(new URLSearchParams(search)), [read, search]);
  const change = useCallback(
    (next: T, { replace = true }: { replace?: boolean } = {}) => {
      const query = write(next);
      navigate(query === '' ? path : `${path}?${query}`, { replace });
    },
    [navigate, path, write],
  );
  return [state, change];
}
