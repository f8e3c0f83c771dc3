import { type AppName, type AppProcess, type Build, runCommand, startApp } from '@conferencing/testing';
import { Caller } from '../api/caller.js';
import type { Pair } from '../api/tenant.js';
import { WorldWithBroker } from '../own-broker.js';
import { assign, pairsOf, type Staff, staffOf } from '../read-models/staff.js';
import { everyUseCase } from './every-use-case.js';
import { Front } from './front.js';
import { Load } from './load.js';
import { StreamSubscriber, TopicSubscriber } from './subscribers.js';

/** Of each app and version. */
const PROCESSES = 2;

export type Version = 'old' | 'new';
type App = Extract<AppName, 'conferencing' | 'read-models'>;

/** Processes of two versions on the same databases and topics, behind load balancers, under a load. */
export class Rollout extends WorldWithBroker {
  readonly fronts = { conferencing: new Front(), 'read-models': new Front() };
  readonly topic = new TopicSubscriber();
  readonly stream = new StreamSubscriber();
  private readonly versions = new Map<AppProcess, Version>();
  pairs: Pair[];
  load: Load;
  private staff: Staff;
  /** An account for the use cases, which would get into the way of the load. */
  private other: Staff;

  constructor(private readonly oldBuild: () => Build) {
    super();
  }

  override async start(): Promise<void> {
    const { conferencing, 'read-models': readModels } = this.fronts;
    await Promise.all([conferencing.start(), readModels.start()]);
    // As docs/upgrading.md prepares the way back.
    await super.start({ DATABASE_NEWER_SCHEMA: 'accept' }, this.oldBuild());
    this.enter('conferencing', 'old', this.system.conferencing);
    this.enter('read-models', 'old', this.system.readModels);
    await Promise.all([this.startOne('conferencing', 'old'), this.startOne('read-models', 'old')]);
    this.staff = await staffOf(await this.tenant());
    this.other = await staffOf(await this.tenant());
    this.pairs = await pairsOf(this.staff.tenant, 4, 4);
    await this.topic.start(this.brokers);
    await this.stream.start(new Caller(readModels.url, this.staff.tenant.api.headers));
    await Promise.all(this.pairs.map((pair) => assign(this.staff, pair, this.staff.anna)));
    const urls = { conferencing: conferencing.url, readModels: readModels.url };
    this.load = new Load(this.staff, this.pairs, urls);
  }

  override async stop(): Promise<void> {
    await this.load?.stop();
    await this.stream.stop();
    await this.topic.stop();
    const running = Object.values(this.fronts).flatMap((front) => front.processes);
    await Promise.all(running.map((app) => app.stop()));
    for (const front of Object.values(this.fronts)) front.stop();
    await super.stop();
  }

  /** What an operator, or a job of compose, runs before the processes are replaced. */
  async migrate(version: Version): Promise<void> {
    const build = this.buildOf(version);
    await runCommand('migrate-conferencing', this.system.conferencingSettings, build);
    await runCommand('migrate-read-models', this.system.readModelsSettings, build);
    await runCommand('topics', { KAFKA_BROKERS: this.brokers }, build);
  }

  /** Starts processes of a version beside those that run, and takes them into service when they are ready. */
  async startBeside(version: Version): Promise<void> {
    for (let count = 0; count < PROCESSES; count += 1) {
      await this.startOne('conferencing', version);
      await this.startOne('read-models', version);
    }
  }

  /** Stops the processes of a version one by one; returns their exit codes. */
  async retireAll(version: Version): Promise<(number | null)[]> {
    const codes: (number | null)[] = [];
    for (const front of Object.values(this.fronts)) {
      for (const app of front.processes.filter((each) => this.versions.get(each) === version)) {
        codes.push(await front.retire(app));
      }
    }
    return codes;
  }

  /** Each kind of write and query, at a process of that version. */
  async everyUseCase(version: Version): Promise<void> {
    const of = (app: App) => this.fronts[app].processes.find((each) => this.versions.get(each) === version)!;
    await everyUseCase(this.other, { conferencing: of('conferencing'), readModels: of('read-models') });
  }

  private async startOne(app: App, version: Version): Promise<void> {
    const settings = app === 'conferencing' ? this.system.conferencingSettings : this.system.readModelsSettings;
    this.enter(app, version, await startApp(app, settings, { build: this.buildOf(version) }));
  }

  private buildOf(version: Version): Build | undefined {
    return version === 'old' ? this.oldBuild() : undefined;
  }

  private enter(app: App, version: Version, started: AppProcess): void {
    this.versions.set(started, version);
    this.fronts[app].add(started);
  }
}
