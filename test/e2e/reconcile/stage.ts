import type { HistoryEntry } from '@conferencing/contracts';
import type { OutgoingRecord } from '@conferencing/messaging';
import { eventually } from '@conferencing/testing';
import { Client } from 'pg';
import type { Pair } from '../api/tenant.js';
import { Cli } from '../ops/cli.js';
import { again, Topic } from '../ops/topic.js';
import type { WorldWithBroker } from '../own-broker.js';
import { assign, pairsOf, type Staff, staffOf } from '../read-models/staff.js';

/** Seven pairs with two versions each, visible everywhere, and what a test needs to falsify them. */
export class ReconcileStage {
  private constructor(
    private readonly world: WorldWithBroker,
    readonly cli: Cli,
    readonly staff: Staff,
    readonly topic: Topic,
    readonly pairs: readonly Pair[],
    private readonly database: Client,
  ) {}

  static async open(world: WorldWithBroker): Promise<ReconcileStage> {
    const database = new Client({ connectionString: world.system.databases.readModels.url });
    await database.connect();
    const staff = await staffOf(await world.tenant());
    const pairs = await pairsOf(staff.tenant, 1, 7);
    for (const pair of pairs) {
      for (const host of [staff.anna, staff.ben]) await assign(staff, pair, host);
    }
    const stage = new ReconcileStage(world, Cli.of(world), staff, new Topic(world), pairs, database);
    for (const pair of pairs) await stage.visible(pair);
    return stage;
  }

  async close(): Promise<void> {
    await this.topic.close();
    await this.database.end();
  }

  readonly visible = (pair: Pair) =>
    eventually(async () => {
      const { body, status } = await this.world.queries(this.staff.tenant).get(pair.conferencing);
      return status === 200 && body.data.external_user.id === this.staff.ben;
    });

  readonly versionsOf = async (pair: Pair) =>
    (await this.topic.of(pair.key)).map(({ headers }) => Number(headers.ce_sequence));

  /** Changes the read model's tables directly, without the service. */
  readonly inReadModels = async (statement: string, ...values: unknown[]) =>
    (await this.database.query<object>(statement, values)).rows;

  readonly historyOf = async (pair: Pair) =>
    (await this.world.queries(this.staff.tenant).get(`${pair.conferencing}/history`)).data.map(
      ({ version, to }: HistoryEntry) => [version, to?.external_user.id],
    );

  /** The pair's last record with another host, which no one has decided. */
  readonly asIf = async (pair: Pair, change: { version?: number }): Promise<OutgoingRecord> => {
    const record = again((await this.topic.of(pair.key)).at(-1)!);
    const event = { ...JSON.parse(String(record.value)), ...change };
    event.data.external_user.id = this.staff.carl;
    const headers = { ...record.headers, ce_sequence: String(event.version).padStart(20, '0') };
    return { ...record, value: JSON.stringify(event), headers };
  };
}
