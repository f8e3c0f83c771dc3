import { conferencingUpdatedHeaders, decodeConferencingUpdated } from '@conferencing/contracts';
import type { Database } from '@conferencing/database';
import { fingerprint, type ReadModelHead, type ReadModelHeads, type ShownHead } from '@conferencing/outbox';
import { CurrentHeads } from '../projections/current/current-heads.js';
import { HistoryHeads } from '../projections/history/history-heads.js';
import type { PairHead, PairState } from '../projections/pair-head.js';

/** The heads that the read models show for each pair, by their names in the report. */
export function shownHeads(database: Database): Readonly<Record<'read_model' | 'history', ReadModelHeads>> {
  return { read_model: new ShownCurrent(database), history: new ShownHistory(database) };
}

/** The heads in the current conferencing. */
class ShownCurrent implements ReadModelHeads {
  private readonly current: CurrentHeads;

  constructor(database: Database) {
    this.current = new CurrentHeads(database);
  }

  async heads(keys: readonly string[]): Promise<ReadModelHead[]> {
    return (await this.current.heads(keys)).map(toHead);
  }

  async page(after: string | null, limit: number): Promise<ReadModelHead[]> {
    return (await this.current.page(after, limit)).map(toHead);
  }

  async shown(keys: readonly string[]): Promise<ShownHead[]> {
    return (await this.current.heads(keys)).map(toShown);
  }
}

/** The heads in the history. It keeps changes of pairs that are long gone, so unknown keys are not reported. */
class ShownHistory implements ReadModelHeads {
  private readonly history: HistoryHeads;

  constructor(database: Database) {
    this.history = new HistoryHeads(database);
  }

  async heads(keys: readonly string[]): Promise<ReadModelHead[]> {
    return (await this.history.heads(keys)).map(toHead);
  }

  async shown(keys: readonly string[]): Promise<ShownHead[]> {
    return (await this.history.heads(keys)).map(toShown);
  }
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
