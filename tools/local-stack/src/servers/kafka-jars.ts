import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The folder of the broker's jars under `cacheFolder`, fetched by Maven when this version of the pom has not been
 * fetched before. Several processes may ask at once: each fetches into a folder of its own, and the first one's stays.
 */
export async function kafkaJars(
  pom: string,
  cacheFolder: string,
  fetching: () => void = () => undefined,
): Promise<string> {
  const version = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const jars = join(cacheFolder, `jars-${version}`);
  if (existsSync(jars)) return jars;
  fetching();
  const fetched = `${jars}.${process.pid}`;
  mkdirSync(fetched, { recursive: true });
  try {
    await fetchInto(fetched, pom);
    if (!existsSync(jars)) renameSync(fetched, jars);
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
  return jars;
}

async function fetchInto(folder: string, pom: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`, '-DincludeScope=runtime'];
  try {
    await promisify(execFile)('mvn', ['-B', '-q', '-f', pom, ...goal], { maxBuffer: 16 * 1024 * 1024 });
  } catch (cause) {
    const { code, stdout, stderr } = cause as { code?: unknown; stdout?: string; stderr?: string };
    const reason =
      code === 'ENOENT'
        ? 'Maven is not installed'
        : `Maven could not fetch it:\n${`${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(0, 5).join('\n')}\n`;
    const advice = 'install Maven (the package is called maven), or set KAFKA_BROKERS to brokers of your own';
    throw new Error(`The embedded Kafka broker has to be fetched once, and ${reason}: ${advice}`, { cause });
  }
}
