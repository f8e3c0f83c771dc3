import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { OwnedProcess } from './owned-process.js';
import { ownFolder } from './reaper.js';
import { repository } from './repository.js';

/** Names the version of the broker. */
const pom = join(repository, 'libs/servers/pom.xml');

/**
 * The folder of the broker's jars under `cacheFolder`; Maven fetches them if this version of the pom was not fetched
 * before. Several processes may do this at once: each fetches into its own folder, and the first one's stays.
 */
export async function kafkaJars(cacheFolder: string, fetching: () => void = () => undefined): Promise<string> {
  const version = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const jars = join(cacheFolder, `jars-${version}`);
  if (existsSync(jars)) return jars;
  fetching();
  const scratch = `${jars}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  ownFolder(scratch);
  try {
    publish(await fetchInto(scratch), jars);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return jars;
}

function publish(fetched: string, jars: string): void {
  try {
    renameSync(fetched, jars);
  } catch (error) {
    if (!existsSync(jars)) throw error;
  }
}

async function fetchInto(scratch: string): Promise<string> {
  const fetched = join(scratch, 'jars');
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${fetched}`, '-DincludeScope=runtime'];
  const command = { command: 'mvn', args: ['-B', '-q', '-f', pom, ...goal], logFile: join(scratch, 'maven.log') };
  const maven = await OwnedProcess.start(command).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
    throw cannotFetch('Maven is not installed: install it (the package is called maven)', '', cause);
  });
  const { code } = await maven.exited;
  if (code !== 0) throw cannotFetch('Maven could not do so: try again', `\n${maven.lastLines(8)}`);
  return fetched;
}

function cannotFetch(reason: string, output: string, cause?: Error): Error {
  const alternative = 'or set KAFKA_BROKERS to brokers of your own';
  const message = `The embedded Kafka broker has to be fetched once, and ${reason}, ${alternative}${output}`;
  return new Error(message, { cause });
}
