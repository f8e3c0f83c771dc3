import type { DataFolder } from './data-folder.js';
import { findJava, freePort, kafkaJars, startKafka, startPostgres, type OwnedProcess } from '@conferencing/servers';

/** The embedded servers' own login: they listen on loopback only. */
export const EMBEDDED_LOGIN = { user: 'postgres', password: 'postgres' } as const;

export async function startEmbeddedPostgres(folder: DataFolder, port: number): Promise<OwnedProcess> {
  const { process } = await startPostgres({
    ...EMBEDDED_LOGIN,
    dataFolder: folder.file('postgres'),
    logFile: folder.newLog('postgres'),
    port,
  });
  return process;
}

/**
 * @param fetching called if the broker has to be downloaded first, which takes a while
 */
export async function startEmbeddedKafka(
  folder: DataFolder,
  port: number,
  fetching: (note: string) => void,
): Promise<OwnedProcess> {
  const java = await findJava();
  const jars = await kafkaJars(folder.file('kafka'), () => fetching('fetching it with Maven, once'));
  const { process } = await startKafka({
    dataFolder: folder.file('kafka', 'data'),
    logFile: folder.newLog('kafka'),
    port,
    controllerPort: await freePort(),
    java,
    jars,
  });
  return process;
}
