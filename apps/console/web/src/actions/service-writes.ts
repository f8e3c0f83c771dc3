import { answer, conferencing } from '../api/client.js';
import type { ExternalUser, Pair } from '../api/types.js';
import { runMany } from './run-many.js';

export interface BulkAnswer {
  configured: {
    service_id: string;
    provider_id: string;
    change: 'none' | 'assigned' | 'reassigned';
    from: ExternalUser | null;
    to: ExternalUser | null;
  }[];
  skipped: { service_id: string; provider_id: string; reason: string }[];
  batches: string[];
}

/**
 * Assigns to each pair the Zoom user to whom its provider is mapped: one request and one batch for each service.
 * @throws Fault
 */
export async function bulkByMapping(
  connectionId: string,
  pairs: readonly Pair[],
  dryRun: boolean,
): Promise<BulkAnswer> {
  const byService = Map.groupBy(pairs, ({ service }) => service.id);
  const answers = await runMany([...byService], async ([service_id, ofService]) => {
    const { data } = await answer(
      conferencing.PUT('/v1/services/{service_id}/conferencing', {
        params: { path: { service_id } },
        body: {
          connected_account_id: connectionId,
          provider_ids: ofService.map(({ provider }) => provider.id),
          dry_run: dryRun,
        },
      }),
    );
    return { service_id, ...data };
  });
  return {
    configured: answers.flatMap(({ service_id, configured }) => configured.map((item) => ({ ...item, service_id }))),
    skipped: answers.flatMap(({ service_id, skipped }) => skipped.map((item) => ({ ...item, service_id }))),
    batches: answers.map(({ batch_id }) => batch_id).filter((id) => id !== null),
  };
}
