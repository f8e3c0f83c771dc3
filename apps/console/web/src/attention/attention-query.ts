import { queryOptions } from '@tanstack/react-query';
import { answer, conferencing } from '../api/client.js';
import type { Attention, HostState } from '../api/types.js';

export interface AttentionFilters {
  search?: string;
  host_state?: HostState[];
  connected_account_id?: string;
}

const PAGE = 200;
/** Beyond that nobody looks at single ones: the causes tell how many there are. */
const PAGES = 5;

export interface AttentionAnswer {
  pairs: Attention[];
  total: number;
  byCause: Readonly<Record<string, number>>;
}

/** How many pairs need attention, those included that lost their host. */
export const attentionCount = queryOptions({
  queryKey: ['attention', 'count'],
  queryFn: ({ signal }) =>
    answer(conferencing.GET('/v1/conferencing/attention', { params: { query: { page_size: 1 } }, signal })),
  select: ({ meta }) => meta.total_count,
});

export const attention = (filters: AttentionFilters) =>
  queryOptions({
    queryKey: ['attention', filters],
    queryFn: async ({ signal }): Promise<AttentionAnswer> => {
      const pairs: Attention[] = [];
      for (let page = 1; ; page += 1) {
        const params = { query: { ...filters, page, page_size: PAGE } };
        const { data, meta } = await answer(conferencing.GET('/v1/conferencing/attention', { params, signal }));
        pairs.push(...data);
        if (page >= meta.total_pages || page === PAGES) {
          return { pairs, total: meta.total_count, byCause: meta.by_cause as Record<string, number> };
        }
      }
    },
  });
