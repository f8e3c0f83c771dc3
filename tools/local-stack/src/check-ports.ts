import { isPortTaken } from '@conferencing/servers';
import type { PortSetting, StackSettings } from './stack.config.js';

/**
 * @throws one line for each port that the stack needs and another process uses
 */
export async function assertPortsAreFree(settings: StackSettings): Promise<void> {
  const needed = (Object.entries(settings.ports) as [PortSetting, number][]).filter(
    ([setting]) =>
      !(setting === 'POSTGRES_PORT' && settings.databaseUrl) && !(setting === 'KAFKA_PORT' && settings.brokers),
  );
  const clashes = needed
    .filter(([, port], index) => needed.findIndex(([, other]) => other === port) !== index)
    .map(([setting, port]) => `Port ${port} is used twice: set ${setting} to another one`);
  const taken = await Promise.all(
    needed.map(async ([setting, port]) =>
      (await isPortTaken(port)) ? [`Port ${port} is taken: set ${setting} to another one`] : [],
    ),
  );
  const faults = [...clashes, ...taken.flat()];
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
