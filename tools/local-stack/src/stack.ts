import { Listr, type ListrTaskWrapper } from 'listr2';
import type { DataFolder } from './data-folder.js';
import { createDatabases } from './databases.js';
import { EMBEDDED_LOGIN, startEmbeddedKafka, startEmbeddedPostgres } from './embedded.js';
import type { StackEnvironment } from './environment.js';
import { preparations, programs, type Program } from './programs.js';
import { becomesReady, startNode, succeeds } from './running.js';
import { OwnedProcess } from '@conferencing/servers';
import type { StackSettings } from './stack.config.js';
import { DATABASES } from './wiring.js';

/** Ctrl-C ends the stack within seconds, even if a process hangs. */
const STOP_GRACE_MS = 5000;

interface Member {
  title: string;
  process: OwnedProcess;
  /** Servers stop last, because the processes still finish their work. */
  isServer: boolean;
}

/** The whole system on this machine: its servers, its one-off preparations, its processes. */
export class Stack {
  private readonly members: Member[] = [];
  /** Ends of these are no loss: another one has their place. */
  private readonly expected = new Set<OwnedProcess>();
  private stopping = false;
  private tellOfLoss: (member: Member) => void = () => undefined;
  private programEnded: ((title: string, lastLines: string) => void) | undefined;

  /** Resolves when a member has ended without a request. */
  readonly lost = new Promise<Member>((resolve) => (this.tellOfLoss = resolve));

  constructor(
    private readonly settings: StackSettings,
    private readonly folder: DataFolder,
    private readonly environment: StackEnvironment,
  ) {}

  /** Starts everything, with a list of the steps. */
  async start(): Promise<void> {
    const tasks = new Listr(
      [
        {
          title: 'Servers',
          task: (_, task) => task.newListr([this.postgresTask(), this.kafkaTask()], { concurrent: true }),
        },
        {
          title: 'Processes',
          task: (_, task) =>
            task.newListr(
              programs.map((program) => this.programTask(program)),
              { concurrent: true },
            ),
        },
      ],
      { rendererOptions: { collapseSubtasks: false }, registerSignalListeners: false },
    );
    await tasks.run();
  }

  /** Stops everything in an orderly way, the processes before the servers. */
  async stop(): Promise<void> {
    this.stopping = true;
    const processes = this.members.filter(({ isServer }) => !isServer);
    await Promise.all(processes.map(({ process }) => process.stop(STOP_GRACE_MS)));
    // Also stops what was starting when the start was interrupted.
    await OwnedProcess.stopAll(STOP_GRACE_MS);
  }

  /** From now on a program that ends does not end the stack: the listener hears of it, and it waits for its restart. */
  onProgramEnd(notify: (title: string, lastLines: string) => void): void {
    this.programEnded = notify;
  }

  /** Puts a new process in the place of the one that runs a program, or has run it. */
  async restart(program: Program): Promise<void> {
    for (const { process } of this.members.filter(({ title }) => title === program.title)) {
      this.expected.add(process);
      await process.stop(STOP_GRACE_MS);
    }
    await this.run(program);
  }

  /** Brings the service's database to the newest migration. */
  migrate(service: 'conferencing' | 'read-models'): Promise<void> {
    return this.prepare(`migrate-${service}`, service, preparations[service]);
  }

  private postgresTask() {
    const { databaseUrl, ports } = this.settings;
    const { user, password } = EMBEDDED_LOGIN;
    const adminUrl = databaseUrl ?? `postgres://${user}:${password}@127.0.0.1:${ports.POSTGRES_PORT}/postgres`;
    return {
      title: databaseUrl ? 'PostgreSQL of DATABASE_URL' : `PostgreSQL 18 on port ${ports.POSTGRES_PORT}`,
      task: async (_: unknown, task: ListrTaskWrapper<unknown, never, never>) => {
        if (!databaseUrl) this.add('PostgreSQL', await startEmbeddedPostgres(this.folder, ports.POSTGRES_PORT), true);
        task.output = 'databases and migrations';
        await createDatabases(adminUrl, Object.values(DATABASES));
        await Promise.all([this.migrate('conferencing'), this.migrate('read-models')]);
      },
    };
  }

  private kafkaTask() {
    const { brokers, ports } = this.settings;
    return {
      title: brokers ? 'Kafka of KAFKA_BROKERS' : `Apache Kafka on port ${ports.KAFKA_PORT}`,
      task: async (_: unknown, task: ListrTaskWrapper<unknown, never, never>) => {
        const note = (text: string) => (task.output = text);
        if (!brokers) this.add('Kafka', await startEmbeddedKafka(this.folder, ports.KAFKA_PORT, note), true);
        note('topics');
        await this.prepare('topics', 'topics', preparations.topics);
      },
    };
  }

  private programTask(program: Program) {
    return {
      title: `${program.title} on port ${this.settings.ports[program.httpPort]}`,
      task: () => this.run(program),
    };
  }

  private async run(program: Program): Promise<void> {
    const { service, entry, title } = program;
    const child = await startNode(service, entry, this.environment.of(service), this.folder);
    this.add(title, child, false);
    await becomesReady(program, child, this.environment.urlOf(program));
  }

  private async prepare(name: string, service: string, entry: string): Promise<void> {
    await succeeds(name, await startNode(name, entry, this.environment.of(service), this.folder));
  }

  private add(title: string, process: OwnedProcess, isServer: boolean): void {
    const member = { title, process, isServer };
    this.members.push(member);
    void process.exited.then(() => {
      if (this.stopping || this.expected.has(process)) return;
      if (this.programEnded !== undefined && !isServer) this.programEnded(title, process.lastLines());
      else this.tellOfLoss(member);
    });
  }
}
