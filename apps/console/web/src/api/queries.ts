import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { writePairFilters, type PairFilters } from '../filters/pair-filters.js';
import { answer, conferencing, readModels } from './client.js';
import type { PairRef } from './types.js';

/** The longest page that the API gives. */
export const PAGE_SIZE = 100;
const ALL = 200;

export const pairPage = (filters: PairFilters, page: number) =>
  queryOptions({
    queryKey: ['pairs', writePairFilters(filters), page],
    queryFn: ({ signal }) =>
      answer(
        conferencing.GET('/v1/service_providers', {
          params: { query: { ...filters, page, page_size: PAGE_SIZE } },
          signal,
        }),
      ),
  });

export const summary = queryOptions({
  queryKey: ['summary'],
  queryFn: ({ signal }) => answer(conferencing.GET('/v1/conferencing/summary', { signal })),
  select: ({ data }) => data,
});

export const connections = queryOptions({
  queryKey: ['connections'],
  queryFn: ({ signal }) =>
    answer(conferencing.GET('/v1/connected_accounts', { params: { query: { page_size: ALL } }, signal })),
  select: ({ data }) => data,
});

export const externalUsers = (connectionId: string, search: string, pageSize = 30, page = 1) =>
  queryOptions({
    queryKey: ['externalUsers', connectionId, search, pageSize, page],
    queryFn: ({ signal }) =>
      answer(
        conferencing.GET('/v1/connected_accounts/{connected_account_id}/external_users', {
          params: {
            path: { connected_account_id: connectionId },
            query: { page, page_size: pageSize, ...(search === '' ? {} : { search }) },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    enabled: connectionId !== '',
  });

export const explanation = (pair: PairRef) =>
  queryOptions({
    queryKey: ['explanation', pair.service_id, pair.provider_id],
    queryFn: ({ signal }) =>
      answer(
        conferencing.GET('/v1/services/{service_id}/providers/{provider_id}/conferencing/explain', {
          params: { path: pair },
          signal,
        }),
      ),
    select: ({ data }) => data,
  });

export const history = (pair: PairRef) =>
  queryOptions({
    queryKey: ['history', pair.service_id, pair.provider_id],
    queryFn: ({ signal }) =>
      answer(
        readModels.GET('/v1/services/{service_id}/providers/{provider_id}/conferencing/history', {
          params: { path: pair, query: { page_size: ALL } },
          signal,
        }),
      ),
  });

export const service = (id: string) =>
  queryOptions({
    queryKey: ['service', id],
    queryFn: ({ signal }) =>
      answer(conferencing.GET('/v1/services/{service_id}', { params: { path: { service_id: id } }, signal })),
    select: ({ data }) => data,
  });

export const provider = (id: string) =>
  queryOptions({
    queryKey: ['provider', id],
    queryFn: ({ signal }) =>
      answer(conferencing.GET('/v1/providers/{provider_id}', { params: { path: { provider_id: id } }, signal })),
    select: ({ data }) => data,
  });
