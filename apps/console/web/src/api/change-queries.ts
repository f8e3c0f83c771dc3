import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, readModels } from './client.js';
import type { Change } from './types.js';

export interface ChangeFilters {
  since?: string;
  until?: string;
  actor?: string;
  batch_id?: string;
  service_id?: string;
  provider_id?: string;
  change?: Change['change'];
}

export const changesPage = (filters: ChangeFilters, page: number, pageSize = 50) =>
  queryOptions({
    queryKey: ['changes', filters, page, pageSize],
    queryFn: ({ signal }) =>
      answer(
        readModels.GET('/v1/conferencing/changes', {
          params: { query: { ...filters, page, page_size: pageSize } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
