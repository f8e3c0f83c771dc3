import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { answer, conferencing } from '../api/client.js';
import { hostName } from '../words/people.js';

interface Found {
  title: string;
  items: { href: string; label: string; hint?: string | undefined }[];
}

const EACH = 5;

const search = (text: string) =>
  queryOptions({
    queryKey: ['palette', text],
    enabled: text.length > 1,
    placeholderData: text.length > 1 ? keepPreviousData : undefined,
    queryFn: async ({ signal }): Promise<Found[]> => {
      const params = { query: { search: text, page_size: EACH } };
      const [pairs, services, providers] = await Promise.all([
        answer(
          conferencing.GET('/v1/service_providers', { params: { query: { search: text, page_size: 25 } }, signal }),
        ),
        answer(conferencing.GET('/v1/services', { params, signal })),
        answer(conferencing.GET('/v1/providers', { params, signal })),
      ]);
      const hosts = new Map(
        pairs.data.flatMap(({ conferencing: host }) => (host ? [[host.external_user.id, host.external_user]] : [])),
      );
      const wanted = text.toLowerCase();
      const named = [...hosts.values()].filter((host) =>
        `${hostName(host)} ${host.email}`.toLowerCase().includes(wanted),
      );
      return [
        {
          title: 'Hosts',
          items: named.slice(0, EACH).map((host) => ({
            href: `/hosts/${host.id}`,
            label: hostName(host),
            hint: host.email ?? undefined,
          })),
        },
        {
          title: 'Providers',
          items: providers.data.map(({ id, display_name, email }) => ({
            href: `/assignments?provider_id=${id}`,
            label: display_name ?? id,
            hint: email ?? undefined,
          })),
        },
        {
          title: 'Services',
          items: services.data.map(({ id, name }) => ({ href: `/services/${id}`, label: name ?? id })),
        },
      ];
    },
  });

/** What was found for an earlier text is offered as long as it matches: Enter must not open something else. */
export function useFound(text: string): Found[] {
  const looked = useDeferredValue(text);
  const { data = [], isPlaceholderData } = useQuery(search(looked));
  if (text.length < 2) return [];
  const assignments = {
    title: 'Assignments',
    items: [{ href: `/assignments?search=${encodeURIComponent(text)}`, label: `Search assignments for “${text}”` }],
  };
  const isOld = isPlaceholderData || looked !== text;
  const fits = ({ label, hint }: Found['items'][number]) =>
    !isOld || `${label} ${hint ?? ''}`.toLowerCase().includes(text.toLowerCase());
  return [...data.map(({ title, items }) => ({ title, items: items.filter(fits) })), assignments];
}
