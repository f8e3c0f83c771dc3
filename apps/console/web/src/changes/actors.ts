import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ChangeFilters } from '../api/change-queries.js';
import { answer, readModels } from '../api/client.js';
import type { Change } from '../api/types.js';
import { byName } from '../words/by-name.js';
import { actorName } from '../words/people.js';

/** They change things on every account. */
const ALWAYS = ['platform', 'system:sync', 'system:webhook', 'system:catalog'];
/** What people decide. What Zoom reports would hide them: it is of many pairs at once. */
const DECISIONS: readonly Change['change'][] = ['assigned', 'reassigned', 'cleared'];
const NEWEST = 50;
const KEPT_MS = 60_000;

/** Who has made the newest decisions. The API has no list of actors. */
const decidedBy = ({ since, until }: ChangeFilters) =>
  queryOptions({
    queryKey: ['actors', since, until],
    staleTime: KEPT_MS,
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        DECISIONS.map((change) => {
          const query = { change, page_size: NEWEST, ...(since ? { since } : {}), ...(until ? { until } : {}) };
          return answer(readModels.GET('/v1/conferencing/changes', { params: { query }, signal }));
        }),
      );
      return [...new Set(pages.flatMap(({ data }) => data.flatMap(({ actor }) => actor ?? [])))];
    },
  });

/** The people and systems to choose from, by name: the user first, then the chosen one, and those on the page. */
export function useActors(
  filters: ChangeFilters,
  self: string,
  shown: readonly Change[],
): { actor: string; name: string }[] {
  const { data } = useQuery(decidedBy(filters));
  const onPage = shown.flatMap(({ actor }) => actor ?? []);
  const others = new Set([...ALWAYS, ...(data ?? []), ...onPage, ...(filters.actor ? [filters.actor] : [])]);
  others.delete(self);
  const named = [...others].map((actor) => ({ actor, name: actorName(actor, self) }));
  return [{ actor: self, name: actorName(self, self) }, ...byName(named, ({ name }) => name)];
}
