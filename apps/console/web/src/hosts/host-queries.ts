import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, conferencing, readModels } from '../api/client.js';
import type { Connection, ExternalUser } from '../api/types.js';

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

/** Zoom users of every connection by name or email, also those who host nothing. */
export const usersNamed = (search: string, connections: readonly Connection[]) =>
  queryOptions({
    queryKey: ['users named', search, connections.map(({ id }) => id)],
    enabled: search !== '' && connections.length > 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<ExternalUser[]> => {
      const found = await Promise.all(
        connections.map(({ id }) =>
          answer(
            conferencing.GET('/v1/connected_accounts/{connected_account_id}/external_users', {
              params: { path: { connected_account_id: id }, query: { search, page_size: EACH } },
              signal,
            }),
          ),
        ),
      );
      return found.flatMap(({ data }) => data);
    },
  });
