import type { ChangeEntry } from '@conferencing/contracts';
import type { CsvCell } from '@conferencing/http-edge';

const COLUMNS: Record<string, (change: ChangeEntry) => CsvCell> = {
  occurred_at: ({ occurred_at }) => occurred_at,
  service_id: ({ service_id }) => service_id,
  provider_id: ({ provider_id }) => provider_id,
  version: ({ version }) => version,
  change: ({ change }) => change,
  reason: ({ reason }) => reason,
  actor: ({ actor }) => actor,
  batch_id: ({ batch_id }) => batch_id,
  from_host_email: ({ from }) => from?.external_user.email ?? null,
  to_host_email: ({ to }) => to?.external_user.email ?? null,
};

export const CHANGE_COLUMNS = Object.keys(COLUMNS);

export async function* changeRows(chunks: AsyncIterable<ChangeEntry[]>): AsyncGenerator<CsvCell[][]> {
  const cells = Object.values(COLUMNS);
  for await (const changes of chunks) yield changes.map((change) => cells.map((cell) => cell(change)));
}
