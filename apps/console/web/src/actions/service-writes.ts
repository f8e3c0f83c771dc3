import { answer, conferencing } from '../api/client.js';
import type { ExternalUser, Pair } from '../api/types.js';
import { asFault, type Fault } from '../api/fault.js';
import { patiently } from './patiently.js';
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
  /** Services of which nothing was written, pair by pair. */
  failed: { service_id: string; provider_id: string; fault: Fault }[];
  batches: string[];
}

/**
 * Assigns to each pair the Zoom user to whom its provider is mapped: one request and one batch for each service. What
 * fails for one service does not hide what was done for the others.
 * @throws Fault of a preview, which is worth nothing in parts
 */
export async function bulkByMapping(
  connectionId: string,
  pairs: readonly Pair[],
  dryRun: boolean,
): Promise<BulkAnswer> {
  const byService = new Map<string, Pair[]>();
  for (const pair of pairs) byService.set(pair.service.id, (byService.get(pair.service.id) ?? []).concat(pair));
  const parts = await runMany([...byService], async ([service_id, ofService]): Promise<BulkAnswer> => {
    const provider_ids = ofService.map(({ provider }) => provider.id);
    const body = { connected_account_id: connectionId, provider_ids, dry_run: dryRun };
    const params = { path: { service_id } };
    try {
      const { data } = await patiently(() =>
        answer(conferencing.PUT('/v1/services/{service_id}/conferencing', { params, body })),
      );
      return {
        configured: data.configured.map((item) => ({ ...item, service_id })),
        skipped: data.skipped.map((item) => ({ ...item, service_id })),
        failed: [],
        batches: data.batch_id === null ? [] : [data.batch_id],
      };
    } catch (error) {
      if (dryRun) throw error;
      const fault = asFault(error);
      const failed = provider_ids.map((provider_id) => ({ service_id, provider_id, fault }));
      return { configured: [], skipped: [], failed, batches: [] };
    }
  });
  return {
    configured: parts.flatMap(({ configured }) => configured),
    skipped: parts.flatMap(({ skipped }) => skipped),
    failed: parts.flatMap(({ failed }) => failed),
    batches: parts.flatMap(({ batches }) => batches),
  };
}
