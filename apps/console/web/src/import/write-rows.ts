import { assignOne } from '../actions/pair-writes.js';
import { patiently } from '../actions/patiently.js';
import { runMany } from '../actions/run-many.js';
import { answer, conferencing } from '../api/client.js';
import { asFault } from '../api/fault.js';
import type { Conferencing } from '../api/types.js';
import { outcomeText } from '../words/outcomes.js';
import { skippedBecause } from '../words/states.js';
import type { UsableRow } from './check-rows.js';
import type { ImportKind } from './columns.js';

/** The limit of the API for one request. */
const MAPPINGS = 5_000;
const MAPPINGS_PATH = '/v1/connected_accounts/{connected_account_id}/user_mappings';

export interface Written {
  done: number;
  failed: { line: number; reason: string }[];
}

interface How {
  kind: ImportKind;
  connectionId: string;
  self: string;
  onProgress: (rows: number) => void;
}

/** Writes the usable rows. A row that cannot be written gets a reason; the others go on. */
export function writeRows(rows: readonly UsableRow[], how: How): Promise<Written> {
  return how.kind === 'mappings' ? writeMappings(rows, how) : writeAssignments(rows, how);
}

async function writeMappings(rows: readonly UsableRow[], { connectionId, onProgress }: How): Promise<Written> {
  const written: Written = { done: 0, failed: [] };
  for (let start = 0; start < rows.length; start += MAPPINGS) {
    const some = rows.slice(start, start + MAPPINGS);
    const mappings = some.map(({ provider_id, external_user_id }) => ({ provider_id, external_user_id }));
    const params = { path: { connected_account_id: connectionId } };
    try {
      const { data } = await patiently(() => answer(conferencing.PUT(MAPPINGS_PATH, { params, body: { mappings } })));
      written.done += data.mapped.length + data.unchanged.length;
      const lineOf = new Map(some.map(({ provider_id, line }) => [provider_id, line]));
      for (const { provider_id, code } of data.rejected) {
        written.failed.push({ line: lineOf.get(provider_id) ?? 0, reason: skippedBecause(code) });
      }
    } catch (error) {
      const reason = asFault(error).message;
      written.failed.push(...some.map(({ line }) => ({ line, reason })));
    }
    onProgress(start + some.length);
  }
  return written;
}

async function writeAssignments(rows: readonly UsableRow[], how: How): Promise<Written> {
  const { connectionId, self, onProgress } = how;
  const outcomes = await runMany(
    rows,
    ({ service_id, provider_id, external_user_id, now }) => {
      // The precondition of the write only needs to know whether the pair has a host.
      const hosted = now?.host ? ({} as Conferencing) : null;
      const pair = {
        ref: { service_id: service_id ?? '', provider_id },
        version: now?.version ?? 0,
        conferencing: hosted,
      };
      return assignOne(pair, { connected_account_id: connectionId, external_user_id });
    },
    onProgress,
  );
  const failed = outcomes.flatMap((outcome, index) =>
    outcome.kind === 'done' ? [] : [{ line: rows[index]!.line, reason: outcomeText(outcome, self) }],
  );
  return { done: rows.length - failed.length, failed };
}
