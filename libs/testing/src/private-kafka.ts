import { join, resolve } from 'node:path';
import { findJava, freePorts, kafkaJars, repository, startKafka, type OwnedProcess } from '@conferencing/servers';
import { temporaryFolder } from './temporary-folder.js';

export interface PrivateKafka {
  /** `host:port`, the same over restarts. */
  brokers: string;
  /** The folder of its logs. */
  dataFolder: string;
  /** The broker process, for `signal('SIGSTOP')` and `kill()`. */
  readonly process: OwnedProcess;
  /** Starts it again on the same data and port, after a `kill()` or `process.stop()`. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Java, and the folder of Kafka's jars, which contains its client. */
export async function kafkaProgram(): Promise<{ java: string; jars: string }> {
  const java = await findJava();
  const cache = resolve(repository, process.env.STACK_DATA_DIR ?? '.local', 'kafka');
  return { java, jars: await kafkaJars(cache) };
}

type BrokerSettings = Record<string, string | number>;

/**
 * A Kafka broker of one test's own, to be killed or frozen as it likes. Its settings may depend on the ports that it got:
 * it has to answer without TLS at the first.
 */
export async function startPrivateKafka(
  settings?: BrokerSettings | ((port: number, controllerPort: number) => BrokerSettings),
): Promise<PrivateKafka> {
  const { java, jars } = await kafkaProgram();
  const folder = temporaryFolder('test-kafka');
  const [port, controllerPort] = (await freePorts(2)) as [number, number];
  const dataFolder = join(folder.path, 'data');
  const start = () =>
    startKafka({
      dataFolder,
      logFile: join(folder.path, 'kafka.log'),
      port,
      controllerPort,
      java,
      jars,
      settings: typeof settings === 'function' ? settings(port, controllerPort) : settings,
    });
  let server = await start();
  return {
    brokers: server.brokers,
    dataFolder,
    get process() {
      return server.process;
    },
    restart: async () => {
      server = await start();
    },
    stop: async () => {
      await server.process.stop();
      folder.remove();
    },
  };
}
