import { KafkajsKafka, readKafkaSettings } from '@conferencing/messaging';
import { type AppSettings, type Build, type PrivateKafka, startPrivateKafka } from '@conferencing/testing';
import { Caller } from './api/caller.js';
import type { Tenant } from './api/tenant.js';
import { World } from './api/world.js';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** A system with its own broker: two systems on one broker would share the partitions. */
export class WorldWithBroker extends World {
  private privateBroker: PrivateKafka | undefined;

  override async start(settings: AppSettings = {}, build?: Build): Promise<void> {
    this.privateBroker = await startPrivateKafka();
    await super.start({ ...settings, KAFKA_BROKERS: this.brokers }, build);
  }

  override async stop(): Promise<void> {
    await super.stop();
    await this.privateBroker?.stop();
  }

  get brokers(): string {
    return this.started.brokers;
  }

  /** A test may freeze it. */
  get broker(): PrivateKafka['process'] {
    return this.started.process;
  }

  /** The folder of its data. */
  get brokerData(): string {
    return this.started.dataFolder;
  }

  /** Starts it again on the same data, after it was killed. */
  restartBroker(): Promise<void> {
    return this.started.restart();
  }

  kafka(): KafkajsKafka {
    return new KafkajsKafka(readKafkaSettings({ KAFKA_BROKERS: this.brokers }), SILENT);
  }

  /** Asks the read models for an account. */
  queries(of: Pick<Tenant, 'accountId'>): Caller {
    return new Caller(this.system.readModels.url, {
      authorization: `Bearer ${this.system.platformToken}`,
      'x-account-id': of.accountId,
    });
  }

  private get started(): PrivateKafka {
    if (this.privateBroker === undefined) throw new Error('The broker is not started');
    return this.privateBroker;
  }
}
