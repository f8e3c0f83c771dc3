import { TOPICS } from '@conferencing/contracts';
import { readTopic } from '@conferencing/messaging';
import { type AppProcess, eventually } from '@conferencing/testing';
import { Caller } from '../e2e/api/caller.js';
import { expectStatus, type Pair } from '../e2e/api/tenant.js';
import { versionOf } from '../e2e/read-models/staff.js';
import type { Stage } from './stage.js';

/** A version of a pair and its resource, by the pair's key. */
type Shown = Map<string, { version: number; data: unknown }>;

export interface Delivery {
  owner?: AppProcess;
  reader?: AppProcess;
  /** Limit in milliseconds for the topic to become correct. */
  withinMs?: number;
}

/** Longer than a dead member's session in its group. */
const READ_MODEL_MS = 30_000;

/**
 * Checks that every committed version is on the topic, first seen in order and never with two contents, that each key's
 * last record is the owner's state, and that the read model shows the same.
 */
export async function expectDelivered(
  stage: Stage,
  { owner, reader, withinMs = 15_000 }: Delivery = {},
): Promise<void> {
  const truth = await owned(stage, owner ?? stage.system.conferencing);
  let records = new Map<string, { version: number; data: unknown }[]>();
  const newestLast = () => [...truth].every(([key, { version }]) => records.get(key)?.at(-1)?.version === version);
  await eventually(
    async () => {
      records = await published(stage);
      return newestLast();
    },
    { timeoutMs: withinMs, intervalMs: 200, what: 'the newest version to be the last record of each key' },
  );
  for (const [key, { version, data }] of truth) {
    const versions = new Set(records.get(key)?.map((record) => record.version));
    expect([...versions]).toEqual(Array.from({ length: version }, (_, index) => index + 1));
    expect(records.get(key)?.at(-1)?.data).toEqual(data);
  }
  const asOwned = async () => {
    expect(await projected(stage, truth, reader ?? stage.system.readModels)).toEqual(truth);
    return true;
  };
  await eventually(asOwned, { timeoutMs: READ_MODEL_MS, what: 'the read model to say what the owner says' });
}

/** The total number of versions of the pairs. */
export async function committed(stage: Stage, owner: AppProcess): Promise<number> {
  return [...(await owned(stage, owner)).values()].reduce((sum, { version }) => sum + version, 0);
}

/** Checks that the read model has recorded each version of each pair, and none of them twice. */
export async function expectHistoriesWhole(stage: Stage, reader: AppProcess): Promise<void> {
  const ask = new Caller(reader.url, stage.queries(stage.staff.tenant).headers);
  const truth = await owned(stage, stage.system.conferencing);
  for (const { key, conferencing } of stage.pairs) {
    const versions: number[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { body } = expectStatus(await ask.get(`${conferencing}/history?page=${page}&page_size=200`), 200);
      pages = body.meta.total_pages;
      for (const change of body.data) versions.push(change.version);
    }
    const newest = truth.get(key)?.version ?? 0;
    expect(versions).toEqual(Array.from({ length: newest }, (_, index) => newest - index));
  }
}

function owned({ pairs, staff }: Stage, { url }: AppProcess): Promise<Shown> {
  const api = new Caller(url, staff.tenant.api.headers);
  return shownOf(pairs, async ({ conferencing }) => {
    const { headers, data } = expectStatus(await api.get(conferencing), 200);
    return { version: versionOf(headers), data };
  });
}

function projected(stage: Stage, truth: Shown, { url }: AppProcess): Promise<Shown> {
  const ask = new Caller(url, stage.queries(stage.staff.tenant).headers);
  return shownOf(stage.pairs, async ({ key, conferencing }) => {
    const query = `?min_version=${truth.get(key)?.version}&wait_ms=5000`;
    const { body } = expectStatus(await ask.get(`${conferencing}${query}`), 200);
    return { version: body.version, data: body.data };
  });
}

async function shownOf(
  pairs: readonly Pair[],
  show: (pair: Pair) => Promise<{ version: number; data: unknown }>,
): Promise<Shown> {
  return new Map(await Promise.all(pairs.map(async (pair) => [pair.key, await show(pair)] as const)));
}

async function published(stage: Stage): Promise<Map<string, { version: number; data: unknown }[]>> {
  const records = new Map<string, { version: number; data: unknown }[]>();
  const events = new Map<string, object>();
  await readTopic(stage.kafka(), TOPICS.conferencingUpdated, {
    onRecords: (batch) => {
      for (const { key, value } of batch) {
        const event = JSON.parse(String(value)) as { version: number; data: unknown; previous: unknown };
        const { version, data } = event;
        const ofKey = records.get(String(key)) ?? [];
        // What comes again is the same; a record that was published for repair doesn't say what was before.
        const name = `${String(key)} ${version}`;
        const first = events.get(name) ?? event;
        expect(event).toEqual(event.previous === null ? { ...first, previous: null } : first);
        events.set(name, first);
        ofKey.push({ version, data });
        records.set(String(key), ofKey);
      }
    },
  });
  return records;
}
