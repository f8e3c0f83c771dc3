import { rmSync } from 'node:fs';
import { type AppProcess, eventually, startApp } from '@conferencing/testing';
import { type Pair } from '../api/tenant.js';
import { WorldWithBroker } from '../own-broker.js';
import { assign, pairsOf, type Staff, staffOf, versionAtOwner } from '../read-models/staff.js';
import { DatabaseBackup, emptied } from './database-backup.js';
import { Ledger } from './ledger.js';

interface Lost {
  /** Had another host and a higher version than in the restored database. */
  changed: Pair;
  /** Was created after the backup. */
  stranger: Pair;
}

/** A system that loses data, and a subscriber that has seen everything. */
export class Losses extends WorldWithBroker {
  staff: Staff;
  subscriber: Ledger;
  private readonly pairs: Pair[] = [];
  private conferencing: AppProcess | undefined;
  private readModels: AppProcess | undefined;

  override async start(): Promise<void> {
    await super.start();
    this.staff = await staffOf(await this.tenant());
    this.subscriber = new Ledger(this.brokers);
    await this.subscriber.start();
    this.conferencing = this.system.conferencing;
    this.readModels = this.system.readModels;
  }

  override async stop(): Promise<void> {
    await this.subscriber?.stop();
    await Promise.all([this.conferencing?.stop(), this.readModels?.stop()]);
    await super.stop();
  }

  assign(pair: Pair, host: string): Promise<number> {
    return assign(this.staff, pair, host);
  }

  async startConferencing(): Promise<void> {
    this.conferencing = await startApp('conferencing', this.system.conferencing.settings);
  }

  async startReadModels(): Promise<void> {
    this.readModels = await startApp('read-models', this.system.readModels.settings);
  }

  /** Whether the subscriber knows the same as conferencing about every pair that ever existed. */
  async subscriberAgrees(): Promise<boolean> {
    const { api } = this.staff.tenant;
    for (const pair of this.pairs) {
      const { status, data } = await api.get(pair.conferencing);
      const host = status === 200 ? data.external_user.id : null;
      const version = await versionAtOwner(this.staff.tenant, pair);
      const shown = this.subscriber.pairs.get(pair.key) ?? { version: 0, host: null };
      const known = version > 0 || host !== null;
      if (shown.host !== host || (known && shown.version !== version)) {
        throw new Error(`${pair.key}: ${shown.version} ${shown.host} for ${version} ${host}`);
      }
    }
    return true;
  }

  async losesChangesOfConferencing(): Promise<Lost> {
    const { databases } = this.system;
    const [changed, same, cleared, later] = await this.newPairs(4);
    for (const pair of [changed, same, cleared]) await this.assign(pair!, this.staff.anna);
    await this.allHaveSeen();
    const backup = await DatabaseBackup.of(databases.conferencing);
    const stranger = await this.changesThatGetLost(changed!, cleared!, later!);
    await this.conferencing?.stop();
    await backup.restore();
    await backup.drop();
    return { changed: changed!, stranger };
  }

  async losesChangesOfBoth(): Promise<Lost> {
    const { databases } = this.system;
    const [changed, same, cleared, later] = await this.newPairs(4);
    const early = await DatabaseBackup.of(databases.readModels);
    for (const pair of [changed, same, cleared]) await this.assign(pair!, this.staff.anna);
    await this.allHaveSeen();
    const backup = await DatabaseBackup.of(databases.conferencing);
    const stranger = await this.changesThatGetLost(changed!, cleared!, later!);
    await Promise.all([this.conferencing?.stop(), this.readModels?.stop()]);
    for (const each of [early, backup]) {
      await each.restore();
      await each.drop();
    }
    return { changed: changed!, stranger };
  }

  async losesReadModels(): Promise<void> {
    await this.readModels?.stop();
    await emptied(this.system.databases.readModels);
  }

  async losesTopic(name: string): Promise<void> {
    await this.subscriber.stop();
    const admin = this.kafka().admin();
    await admin.connect();
    await admin.deleteTopics([name]).finally(() => admin.close());
  }

  /** A pair leaves the catalog, and the subscriber isn't there to see it. */
  async endsPairUnseen(): Promise<Pair> {
    const { tenant, anna } = this.staff;
    const ended = (await this.newPairs(1))[0]!;
    await this.assign(ended, anna);
    await this.allHaveSeen();
    await this.subscriber.stop();
    this.pairs.splice(this.pairs.indexOf(ended), 1);
    await tenant.api.delete(ended.path);
    await eventually(async () => (await this.queries(tenant).get(ended.conferencing)).status === 404);
    return ended;
  }

  async losesCluster(): Promise<void> {
    await this.subscriber.stop();
    await this.broker.kill();
    rmSync(this.brokerData, { recursive: true, force: true });
    await this.restartBroker();
  }

  /** Changes that cannot be published yet. */
  async writesMore(): Promise<void> {
    const [pair] = await this.newPairs(1);
    await this.assign(pair!, this.staff.ben);
    const [known] = this.pairs;
    await this.assign(known!, this.staff.anna);
    await this.assign(known!, this.staff.ben);
  }

  /** The status of a query with the account's own token. */
  async queriesByToken(): Promise<number> {
    const [pair] = this.pairs;
    const headers = { authorization: `Bearer ${this.staff.tenant.token}` };
    return (await fetch(`${this.system.readModels.url}${pair!.conferencing}`, { headers })).status;
  }

  async readModelsHaveApplied(): Promise<void> {
    const pair = this.pairs.find(({ key }) => this.subscriber.pairs.get(key)?.host);
    await eventually(async () => (await this.queries(this.staff.tenant).get(pair!.conferencing)).status === 200, {
      timeoutMs: 60_000,
    });
  }

  private async newPairs(providers: number): Promise<Pair[]> {
    const pairs = await pairsOf(this.staff.tenant, 1, providers);
    this.pairs.push(...pairs);
    return pairs;
  }

  private async allHaveSeen(): Promise<void> {
    await eventually(() => this.subscriberAgrees(), { timeoutMs: 60_000 });
    for (const pair of this.pairs) {
      const version = await versionAtOwner(this.staff.tenant, pair);
      if (version === 0) continue;
      const path = `${pair.conferencing}?min_version=${version}&wait_ms=5000`;
      await eventually(async () => [200, 404].includes((await this.queries(this.staff.tenant).get(path)).status));
    }
  }

  private async changesThatGetLost(changed: Pair, cleared: Pair, later: Pair): Promise<Pair> {
    const { anna, ben, tenant } = this.staff;
    const [stranger] = await this.newPairs(1);
    await eventually(async () => (await tenant.api.get(changed.conferencing)).status === 200);
    for (const host of [ben, anna, ben]) await this.assign(changed, host);
    await tenant.api.delete(cleared.conferencing);
    for (const pair of [later, stranger!]) await this.assign(pair, ben);
    await this.allHaveSeen();
    return stranger!;
  }
}
