import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const OLDEST_JAVA = 17;

/** The path of a Java runtime that can run the broker; rejects with advice if there is none. */
export async function findJava(): Promise<string> {
  const home = process.env.JAVA_HOME;
  const inHome = home && join(home, 'bin', 'java');
  const java = inHome && existsSync(inHome) ? inHome : 'java';
  const advice = `install Java ${OLDEST_JAVA} or newer (for example the package openjdk-17-jre-headless), or set KAFKA_BROKERS to brokers of your own`;
  let version: number;
  try {
    const { stderr, stdout } = await promisify(execFile)(java, ['-version']);
    version = Number(/version "(\d+)/.exec(stderr + stdout)?.[1]);
  } catch (cause) {
    throw new Error(`The embedded Kafka broker needs Java, and there is none: ${advice}`, { cause });
  }
  if (version >= OLDEST_JAVA) return java;
  throw new Error(`The embedded Kafka broker needs Java ${OLDEST_JAVA}, and this is Java ${version}: ${advice}`);
}
