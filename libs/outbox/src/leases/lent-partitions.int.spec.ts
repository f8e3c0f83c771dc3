import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { eventually } from '@conferencing/testing';
import type { Gauge } from 'prom-client';
import { OutboxStage } from '../../test/outbox-stage.js';
import { OutboxControl } from '../outbox-control.js';
import { OUTBOX_PARTITIONS } from '../outbox-schema.js';

/** The statements of the guide for operators. */
const statements = [...readFileSync(resolve('docs/debezium.md'), 'utf8').matchAll(/```sql\n(.*?)```/gs)].map(
  ([, sql = '']) => sql,
);
const statement = (part: string): string => statements.find((sql) => sql.includes(part)) ?? '';

describe('partitions that were lent permanently', () => {
  let stage: OutboxStage;
  beforeEach(async () => {
    stage = await OutboxStage.open();
  });
  afterEach(() => stage.close());

  it('belong to their new owner, and are published again after they are returned', async () => {
    const { registry } = stage.relay();
    const owned = async () =>
      (await (registry.getSingleMetric('outbox_leases_owned') as Gauge).get()).values[0]?.value ?? 0;
    await eventually(async () => (await owned()) === OUTBOX_PARTITIONS);
    await stage.pool.query(statement(`owner = 'debezium'`));
    await eventually(async () => (await owned()) === 0, { timeoutMs: 10_000 });

    await stage.pairs.write('k', '{}');
    const { partitions, pending } = await new OutboxControl(stage.pool).status();
    expect(new Set(partitions.map(({ owner }) => owner))).toEqual(new Set(['debezium']));
    expect([pending, partitions[0]?.leaseRemainingMs]).toEqual([1, Infinity]);

    await stage.pool.query(statement('owner = NULL'));
    await eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: 10_000 });
  });

  it('may have an extra column for the connector, which writers and relays do not use', async () => {
    await stage.pool.query(statement('ADD COLUMN'));
    await stage.pairs.write('k', '{}');
    const { rows } = await stage.pool.query('SELECT sequence FROM outbox');
    expect(rows).toEqual([{ sequence: '00000000000000000001' }]);
    stage.relay();
    await eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: 10_000 });
  });
});
