import type { Database } from '@conferencing/database';
import type { Watermarks } from '@conferencing/messaging';
import type { Command } from 'commander';
import { conferencingStatus } from '../../../../apps/conferencing/src/operate/status.js';
import type { Act } from '../act.js';
import { advice } from '../advice.js';
import { statusLines, type Part, type SystemStatus } from '../status/lines.js';
import { consumingStatus } from '../status/consuming.js';
import { consumingProblems, publishingProblems } from '../status/problems.js';
import { lagOf, topicEnds } from '../status/topic-ends.js';
import type { Workplace } from '../workplace.js';

/** What can't be asked says why; the other parts are shown. */
async function part<T>(ask: () => Promise<T>): Promise<Part<T>> {
  try {
    return { found: await ask() };
  } catch (error) {
    return { error: advice(error) };
  }
}

async function look(place: Workplace): Promise<SystemStatus> {
  const of = <T>(database: () => Promise<Database>, ask: (database: Database) => Promise<T>) =>
    part(async () => ask(await database()));
  const [conferencing, readModels, kafka] = await Promise.all([
    of(
      () => place.conferencing('read'),
      async (database) => ({ ...(await consumingStatus(database)), ...(await conferencingStatus(database)) }),
    ),
    of(() => place.readModels('read'), consumingStatus),
    part(() => place.kafka()),
  ]);
  const partitions = [conferencing, readModels].flatMap(({ found }) => found?.partitions ?? []);
  let ends: ReadonlyMap<string, Watermarks> = new Map();
  const broker = await part(async () => {
    if (kafka.found)
      ends = await topicEnds(
        kafka.found,
        partitions.map(({ topic }) => topic),
      );
    else throw new Error(kafka.error);
  });
  const lag = partitions.reduce((sum, one) => sum + (lagOf(one, ends) ?? 0n), 0n);
  const problems = [
    ...(conferencing.found ? publishingProblems(conferencing.found) : [conferencing.error]),
    ...(conferencing.found ? consumingProblems('conferencing', conferencing.found) : []),
    ...(readModels.found ? consumingProblems('read-models', readModels.found) : [readModels.error]),
    ...(broker.error === undefined ? [] : [broker.error]),
  ];
  return { conferencing, readModels, lag: broker.error === undefined ? lag.toString() : null, ends, problems };
}

export function statusCommand(program: Command, act: Act): void {
  program
    .command('status')
    .description('one page: processes and versions, publishing, consumers, parked records, connections, and what to do')
    .action(
      act(async (place) => {
        // Wrong settings are no state of the system.
        void place.settings;
        const status = await look(place);
        const { ends, ...shown } = status;
        const json = JSON.parse(
          JSON.stringify(shown, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
        ) as object;
        place.output.result(json, statusLines(status, ends));
        return status.problems.length === 0;
      }),
    );
}
