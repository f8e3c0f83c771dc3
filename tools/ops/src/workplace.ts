import { Database, openPool } from '@conferencing/database';
import { KafkajsKafka, type KafkaPort } from '@conferencing/messaging';
import { opsSettings, type OpsSettings } from './ops.config.js';
import { Output } from './output.js';

/** The connections of a command, opened at their first use. */
export class Workplace {
  private readonly databases = new Map<string, Database>();
  private settingsRead: OpsSettings | undefined;

  constructor(
    private readonly env: Readonly<Record<string, string | undefined>>,
    readonly output: Output,
  ) {}

  get settings(): OpsSettings {
    this.settingsRead ??= opsSettings(this.env);
    return this.settingsRead;
  }

  get conferencing(): Database {
    return this.database(this.settings.CONFERENCING_DATABASE_URL);
  }

  get readModels(): Database {
    return this.database(this.settings.READ_MODELS_DATABASE_URL);
  }

  kafka(): KafkaPort {
    const quiet = { debug() {}, info() {}, warn() {}, error() {} };
    return new KafkajsKafka(this.settings, quiet);
  }

  async close(): Promise<void> {
    await Promise.all([...this.databases.values()].map(({ pool }) => pool.end()));
  }

  private database(url: string): Database {
    let database = this.databases.get(url);
    if (database === undefined) {
      const options = { url, size: 4, applicationName: 'ops', statementTimeoutMs: 0 };
      database = new Database(openPool(options, () => undefined));
      this.databases.set(url, database);
    }
    return database;
  }
}
