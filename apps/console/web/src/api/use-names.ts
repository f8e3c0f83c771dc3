import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { ofPair } from '../words/people.js';
import { answer, conferencing } from './client.js';
import { provider, service } from './queries.js';
import type { PairRef } from './types.js';

const PAGE = 200;
/** Beyond that many the rest is asked for one by one, as it is shown. */
const PAGES = 5;
const SINGLE = 60;
const KEPT_MS = 5 * 60_000;

type List = { data: { id: string; name: string }[]; meta: { total_pages: number } };

async function bookOf(page: (n: number) => Promise<List>): Promise<Map<string, string>> {
  const book = new Map<string, string>();
  for (let n = 1; n <= PAGES; n += 1) {
    const { data, meta } = await page(n);
    for (const { id, name } of data) book.set(id, name);
    if (n >= meta.total_pages) break;
  }
  return book;
}

const services = queryOptions({
  queryKey: ['name book', 'services'],
  staleTime: KEPT_MS,
  queryFn: () =>
    bookOf(async (page) => {
      const params = { query: { page, page_size: PAGE } };
      const { data, meta } = await answer(conferencing.GET('/v1/services', { params }));
      return { meta, data: data.map(({ id, name }) => ({ id, name: name ?? id })) };
    }),
});

const providers = queryOptions({
  queryKey: ['name book', 'providers'],
  staleTime: KEPT_MS,
  queryFn: () =>
    bookOf(async (page) => {
      const params = { query: { page, page_size: PAGE } };
      const { data, meta } = await answer(conferencing.GET('/v1/providers', { params }));
      return { meta, data: data.map(({ id, display_name, email }) => ({ id, name: display_name ?? email ?? id })) };
    }),
});

export interface Names {
  (pair: PairRef): string;
  /** Until the lists of names are there, ids stand for them. */
  coming: boolean;
  service: (id: string) => string;
  provider: (id: string) => string;
}

/** The names of what is shown by id: from the catalog's lists, and one by one where those are too long. */
export function useNames(pairs: readonly PairRef[]): Names {
  const [bookOfServices, bookOfProviders] = [useQuery(services), useQuery(providers)];
  const [ofServices, ofProviders] = [bookOfServices.data, bookOfProviders.data];
  const coming = bookOfServices.isPending || bookOfProviders.isPending;
  const missing = (book: Map<string, string> | undefined, ids: string[]) =>
    book ? [...new Set(ids)].filter((id) => !book.has(id)).slice(0, SINGLE) : [];
  const lackingServices = missing(
    ofServices,
    pairs.map(({ service_id }) => service_id),
  );
  const lackingProviders = missing(
    ofProviders,
    pairs.map(({ provider_id }) => provider_id),
  );
  const once = { staleTime: KEPT_MS, retry: false };
  const moreServices = useQueries({ queries: lackingServices.map((id) => ({ ...service(id), ...once })) });
  const moreProviders = useQueries({ queries: lackingProviders.map((id) => ({ ...provider(id), ...once })) });
  const serviceName = (id: string) => {
    const { data, isError } = moreServices[lackingServices.indexOf(id)] ?? {};
    return ofServices?.get(id) ?? data?.name ?? (isError ? `Removed service ${id}` : id);
  };
  const providerName = (id: string) => {
    const { data, isError } = moreProviders[lackingProviders.indexOf(id)] ?? {};
    return ofProviders?.get(id) ?? data?.display_name ?? data?.email ?? (isError ? `Removed provider ${id}` : id);
  };
  const both = ({ service_id, provider_id }: PairRef) => ofPair(serviceName(service_id), providerName(provider_id));
  return Object.assign(both, { coming, service: serviceName, provider: providerName });
}
