import { Database, openPool } from '@conferencing/database';
import { KafkajsKafka, type KafkaPort } from '@conferencing/messaging';
import type { DatabasePlace } from './database-place.js';
import { opsSettings, type OpsSettings } from './ops.config.js';
import type { Output } from './output.js';
import { type Access, assertDatabase, assertKafka } from './reach.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * What a command works with. Each part is asked for what the command needs of it, once, when the command asks for the
 * part: a command asks for all of its parts before it changes anything.
 */
export class Workplace {
  private readonly databases = new Map<string, Database>();
  private readonly checked = new Map<string, Promise<void>>();
  private settingsRead: OpsSettings | undefined;

  constructor(
    private readonly env: Readonly<Record<string, string | undefined>>,
    readonly output: Output,
  ) {}

  get settings(): OpsSettings {
    this.settingsRead ??= opsSettings(this.env);
    return this.settingsRead;
  }

  /** @throws AdvisedError in one line that says what to do, when the database can't be read or written */
  conferencing(access: Access): Promise<Database> {
    const { CONFERENCING_DATABASE_URL: url } = this.settings;
    return this.database({ app: 'conferencing', setting: 'CONFERENCING_DATABASE_URL', url }, access);
  }

  /** As {@link conferencing}. */
  readModels(access: Access): Promise<Database> {
    const { READ_MODELS_DATABASE_URL: url } = this.settings;
    return this.database({ app: 'read-models', setting: 'READ_MODELS_DATABASE_URL', url }, access);
  }

  /** @throws AdvisedError in one line that says what to do, when no broker answers */
  async kafka(): Promise<KafkaPort> {
    const kafka = new KafkajsKafka(this.settings, QUIET);
    await this.once('kafka', () => assertKafka(kafka, this.settings.KAFKA_BROKERS));
    return kafka;
  }

  async close(): Promise<void> {
    await Promise.all([...this.databases.values()].map(({ pool }) => pool.end()));
  }

  private async database(place: DatabasePlace, access: Access): Promise<Database> {
    let database = this.databases.get(place.app);
    if (database === undefined) {
      const options = { url: place.url, size: 4, applicationName: 'ops', statementTimeoutMs: 0 };
      database = new Database(openPool(options, () => undefined));
      this.databases.set(place.app, database);
    }
    const { pool } = database;
    await this.once(`${place.app} ${access}`, () => assertDatabase(pool, place, access));
    return database;
  }

  private once(what: string, check: () => Promise<void>): Promise<void> {
    const known = this.checked.get(what) ?? check();
    this.checked.set(what, known);
    return known;
  }
}
