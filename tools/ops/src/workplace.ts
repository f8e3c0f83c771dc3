import { Database, listed, openPool } from '@conferencing/database';
import { KafkajsKafka, type KafkaPort } from '@conferencing/messaging';
import { CONFERENCING_SCHEMA } from '../../../apps/conferencing/src/operate/schema.js';
import { READ_MODELS_SCHEMA } from '../../../apps/read-models/src/operate/schema.js';
import type { App, DatabasePlace } from './database-place.js';
import { opsSettings, type OpsSettings } from './ops.config.js';
import type { Output } from './output.js';
import { type Access, assertDatabase, assertKafka, assertReadable, assertSchemaOf } from './reach.js';

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

  /**
   * @throws AdvisedError in one line that says what to do, when the database can't be read or written, or is older or
   *   newer than this version
   */
  conferencing(access: Access): Promise<Database> {
    return this.ofThisVersion('conferencing', access);
  }

  /** As {@link conferencing}. */
  readModels(access: Access): Promise<Database> {
    return this.ofThisVersion('read-models', access);
  }

  /** A database with whatever schema. @throws AdvisedError when it can't be read or written */
  async reach(app: App, access: Access): Promise<Database> {
    const place = this.places[app];
    let database = this.databases.get(app);
    if (database === undefined) {
      const options = { url: place.url, size: 4, applicationName: 'ops', statementTimeoutMs: 0 };
      database = new Database(openPool(options, () => undefined));
      this.databases.set(app, database);
    }
    const { pool } = database;
    await this.once(`${app} ${access}`, () => assertDatabase(pool, place, access));
    return database;
  }

  /** @throws AdvisedError in one line that says what to do, when no broker answers */
  async kafka(): Promise<KafkaPort> {
    const kafka = new KafkajsKafka(this.settings, QUIET);
    await this.once('kafka', () => assertKafka(kafka, this.settings.KAFKA_BROKERS));
    return kafka;
  }

  /** For a change that reads a whole topic on its way. @throws AdvisedError or KafkaError when the login may not read it */
  async kafkaToRead(topic: string): Promise<KafkaPort> {
    const kafka = await this.kafka();
    await this.once(`records of ${topic}`, () => assertReadable(kafka, topic));
    return kafka;
  }

  async close(): Promise<void> {
    await Promise.all([...this.databases.values()].map(({ pool }) => pool.end()));
  }

  private async ofThisVersion(app: App, access: Access): Promise<Database> {
    const database = await this.reach(app, access);
    await this.once(`schema of ${app}`, async () => {
      const later = await assertSchemaOf(database, this.places[app], this.settings.DATABASE_NEWER_SCHEMA);
      if (later.length > 0)
        this.output.warn(`The database of ${app} is newer than this program: it has ${listed(later)}.`);
    });
    return database;
  }

  private get places(): Readonly<Record<App, DatabasePlace>> {
    const { CONFERENCING_DATABASE_URL: conferencing, READ_MODELS_DATABASE_URL: readModels } = this.settings;
    return {
      conferencing: {
        app: 'conferencing',
        setting: this.given('CONFERENCING_DATABASE_URL'),
        url: conferencing,
        schema: CONFERENCING_SCHEMA,
      },
      'read-models': {
        app: 'read-models',
        setting: this.given('READ_MODELS_DATABASE_URL'),
        url: readModels,
        schema: READ_MODELS_SCHEMA,
      },
    };
  }

  /** The setting that an operator has to correct: this one, or the one that it was taken from. */
  private given(name: string): string {
    return this.env[name] || this.env[`${name}_FILE`] ? name : 'DATABASE_URL';
  }

  private once(what: string, check: () => Promise<void>): Promise<void> {
    const known = this.checked.get(what) ?? check();
    this.checked.set(what, known);
    return known;
  }
}
