import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { OwnedProcess } from './owned-process.js';
import { until } from './until.js';

export interface KafkaOptions {
  dataFolder: string;
  logFile: string;
  port: number;
  controllerPort: number;
  java: string;
  jars: string;
  /** Broker settings that add to, or replace, those of a single small broker. */
  settings?: Readonly<Record<string, string | number>>;
}

export interface KafkaServer {
  process: OwnedProcess;
  brokers: string;
}

/** Start-up time counts here, not throughput: a light compiler, a small heap, a serial collector. */
const JVM_FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'];

/** Starts one Kafka broker in KRaft mode on loopback, on a new or an existing data folder. */
export async function startKafka(options: KafkaOptions): Promise<KafkaServer> {
  const { dataFolder, java, jars, logFile, port } = options;
  const logs = join(dataFolder, 'logs');
  mkdirSync(logs, { recursive: true });
  const settingsFile = 'server.properties';
  writeFileSync(join(dataFolder, settingsFile), properties({ ...singleBroker(options), ...options.settings }));
  const run = (...args: string[]) =>
    OwnedProcess.start({
      command: java,
      args: [...JVM_FLAGS, '-cp', join(jars, '*'), ...args],
      // Java decodes paths by the locale, whatever their encoding.
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      cwd: dataFolder,
      logFile,
    });

  if (!existsSync(join(logs, 'meta.properties'))) {
    const format = await run('kafka.tools.StorageTool', 'format', '-t', newClusterId(), '-c', settingsFile);
    const { code } = await format.exited;
    if (code !== 0) throw new Error(`Kafka could not make its data folder:\n${format.lastLines()}`);
  }
  const broker = await run('kafka.Kafka', settingsFile);
  try {
    await until(async () => !broker.running || (await answersApiVersions(port)), {
      timeoutMs: 60_000,
      what: 'Kafka to answer',
    });
    if (!broker.running) throw new Error(`Kafka ended at once:\n${broker.lastLines()}`);
  } catch (error) {
    await broker.kill();
    throw error;
  }
  return { process: broker, brokers: `127.0.0.1:${port}` };
}

function singleBroker({ port, controllerPort }: KafkaOptions): Record<string, string | number> {
  return {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    // Relative to this file: in an absolute path, a comma or a character that is not ASCII would change the meaning.
    'log.dirs': 'logs',
    'auto.create.topics.enable': 'false',
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 4,
    'group.initial.rebalance.delay.ms': 0,
    // After a crash the new broker waits for the old one's session, so it is three seconds instead of nine.
    'broker.session.timeout.ms': 3000,
    'broker.heartbeat.interval.ms': 500,
  };
}

function properties(settings: Readonly<Record<string, string | number>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** 16 random bytes in URL-safe base64; the command line does not accept a leading dash. */
function newClusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}

/** Asks which requests the broker supports: the smallest request that only a running broker answers. */
function answersApiVersions(port: number): Promise<boolean> {
  const request = Buffer.alloc(14);
  request.writeInt32BE(10, 0); // the length of what follows
  request.writeInt16BE(18, 4); // ApiVersions, in its version 0, as correlation 0
  request.writeInt16BE(-1, 12); // no client id
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 }, () => socket.write(request));
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', () => end(true));
    for (const failure of ['error', 'timeout', 'end']) socket.once(failure, () => end(false));
  });
}
