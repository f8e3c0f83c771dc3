import { conferencingUpdatedHeaders, decodeConferencingUpdated } from '@conferencing/contracts';
import type { Database } from '@conferencing/database';
import { fingerprint, type ReadModelHead, type ReadModelHeads, type ShownHead } from '@conferencing/outbox';
import type { PairHead, PairState } from '../projections/pair-head.js';
import type { PairHeads } from '../projections/projection.js';
import { PROJECTIONS } from '../projections/projections.js';

/** The heads that the read models show for each pair, by their names in the report. */
export function shownHeads(database: Database): Readonly<Record<string, ReadModelHeads>> {
  return Object.fromEntries(
    PROJECTIONS.flatMap(({ heads }) => (heads === null ? [] : [[heads.name, shownBy(heads.of(database))]])),
  );
}

function shownBy(pairs: PairHeads): ReadModelHeads {
  return {
    heads: async (keys) => (await pairs.heads(keys)).map(toHead),
    shown: async (keys) => (await pairs.heads(keys)).map(toShown),
    ...(pairs.page && { page: async (after, limit) => (await pairs.page!(after, limit)).map(toHead) }),
  };
}

function toShown({ key, version, state }: PairHead): ShownHead {
  const payload = state && JSON.stringify(isPublishable(key, version, state) ? state : { ...state, data: null });
  return { key, version, id: null, payload };
}

/** False for a row that was changed by hand: the state is published as `previous`, so it must be valid. */
function isPublishable(key: string, version: number, state: PairState): boolean {
  const [service_id = '', provider_id = ''] = key.split('/');
  const change = state.data === null ? 'cleared' : 'refreshed';
  const id = 'evt_000000000000';
  const event = { id, type: 'conferencing.updated', service_id, provider_id, version, change, reason: null, ...state };
  const value = JSON.stringify({ ...event, actor: 'system:repair', previous: null });
  const headers = conferencingUpdatedHeaders({ id, key, version, time: state.occurred_at });
  try {
    decodeConferencingUpdated({ key, value, headers });
    return true;
  } catch {
    return false;
  }
}

function toHead({ state, ...head }: PairHead): ReadModelHead {
  return { ...head, fingerprint: state && fingerprintOf(state) };
}

/** In the form that `TopicHeads` builds from the owner's database. */
function fingerprintOf({ account_id, host_state, occurred_at, data }: PairState): string {
  return fingerprint(account_id, host_state, occurred_at, data);
}
