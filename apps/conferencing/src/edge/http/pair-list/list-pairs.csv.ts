import type { CsvCell } from '@conferencing/http-edge';
import type { ListedPair } from '../../../domain/pair-list.port.js';
import { warningsOf } from '../../../domain/warnings.js';

const COLUMNS: Record<string, (pair: ListedPair) => CsvCell> = {
  service_id: ({ service }) => service.id,
  service_name: ({ service }) => service.name,
  provider_id: ({ provider }) => provider.id,
  provider_display_name: ({ provider }) => provider.displayName,
  provider_email: ({ provider }) => provider.email,
  connected_account_id: ({ host }) => host?.connectedAccountId ?? null,
  external_user_id: ({ host }) => host?.externalUserId ?? null,
  host_first_name: ({ host }) => host?.firstName ?? null,
  host_last_name: ({ host }) => host?.lastName ?? null,
  host_email: ({ host }) => host?.email ?? null,
  host_state: ({ hostState }) => hostState,
  warnings: ({ host }) =>
    host === null
      ? null
      : warningsOf(host)
          .map(({ code }) => code)
          .join(' '),
  version: ({ version }) => version,
  updated_at: ({ updatedAt }) => updatedAt?.toISOString() ?? null,
};

export const PAIR_COLUMNS = Object.keys(COLUMNS);

export async function* pairRows(chunks: AsyncIterable<ListedPair[]>): AsyncGenerator<CsvCell[][]> {
  const cells = Object.values(COLUMNS);
  for await (const pairs of chunks) yield pairs.map((pair) => cells.map((cell) => cell(pair)));
}
