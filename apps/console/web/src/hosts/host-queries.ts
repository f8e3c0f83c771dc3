import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, conferencing, readModels } from '../api/client.js';
import type { Connection, ExternalUser } from '../api/types.js';
import { isNamed } from '../words/people.js';

export const hostsPage = (page: number) =>
  queryOptions({
    queryKey: ['hosts', page],
    queryFn: ({ signal }) =>
      answer(readModels.GET('/v1/hosts', { params: { query: { page, page_size: 50 } }, signal })),
    placeholderData: keepPreviousData,
  });

export const host = (id: string) =>
  queryOptions({
    queryKey: ['host', id],
    queryFn: ({ signal }) =>
      answer(readModels.GET('/v1/hosts/{external_user_id}', { params: { path: { external_user_id: id } }, signal })),
    select: ({ data }) => data,
  });

const EACH = 20;
const PAIRS = 100;

interface UsersNamed {
  users: ExternalUser[];
  /** Not everybody who matches is among them. */
  more: boolean;
}

/** Zoom users of every connection by name or email, also those who host nothing, and hosts who have left Zoom. */
export const usersNamed = (search: string, connections: readonly Connection[]) =>
  queryOptions({
    queryKey: ['users named', search, connections.map(({ id }) => id)],
    enabled: search !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<UsersNamed> => {
      const hosting = answer(
        conferencing.GET('/v1/service_providers', { params: { query: { search, page_size: PAIRS } }, signal }),
      );
      const listed = await Promise.all(
        connections.map(({ id }) =>
          answer(
            conferencing.GET('/v1/connected_accounts/{connected_account_id}/external_users', {
              params: { path: { connected_account_id: id }, query: { search, page_size: EACH } },
              signal,
            }),
          ),
        ),
      );
      const hosts = (await hosting).data.flatMap((pair) => pair.conferencing?.external_user ?? []);
      const all = [...listed.flatMap(({ data }) => data), ...hosts.filter((user) => isNamed(user, search))];
      return {
        users: [...new Map(all.map((user) => [user.id, user])).values()],
        more: listed.some(({ meta }) => meta.total_count > EACH),
      };
    },
  });

/** A Zoom user whom another page has shown: the API names no single one who hosts nothing. */
export function useKnownUser(id: string): ExternalUser | undefined {
  const client = useQueryClient();
  const lists = client.getQueriesData<{ data: ExternalUser[] }>({ queryKey: ['externalUsers'] });
  const found = client.getQueriesData<UsersNamed>({ queryKey: ['users named'] });
  const all = [...lists.flatMap(([, list]) => list?.data ?? []), ...found.flatMap(([, named]) => named?.users ?? [])];
  return all.find((user) => user.id === id);
}
