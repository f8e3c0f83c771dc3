import { TOPICS } from '@conferencing/contracts';
import { invalid, notFound } from '@conferencing/kernel';
import { ConsumedPartitions, type Watermarks } from '@conferencing/messaging';
import type { Command } from 'commander';
import { adoptConferencingUpdated } from '../../../../apps/conferencing/src/operate/adopt-topic.js';
import { publishCredentials } from '../../../../apps/conferencing/src/operate/tokens.js';
import { newestChanges } from '../../../../apps/read-models/src/operate/newest-changes.js';
import type { Act } from '../act.js';
import type { Workplace } from '../workplace.js';
import { runReconciler, unreadableLine } from './reconcile.command.js';

interface NewTopic {
  id: string;
  marks: Watermarks[];
}

async function lookUp(place: Workplace, topic: string): Promise<NewTopic> {
  const admin = (await place.kafka()).admin();
  await admin.connect();
  try {
    const [described] = await admin.describeTopics([topic]);
    if (!described?.id) {
      throw notFound(`There is no topic ${topic}: make it first (node dist/tools/topics/src/main.js).`);
    }
    const marks = await admin.watermarks(topic);
    return { id: described.id, marks: marks.toSorted((a, b) => a.partition - b.partition) };
  } finally {
    await admin.close();
  }
}

async function adoptUpdates(place: Workplace): Promise<void> {
  const topic = TOPICS.conferencingUpdated;
  const conferencing = await place.conferencing('write');
  const readModels = await place.readModels('write');
  const { id, marks } = await lookUp(place, topic);
  await place.kafkaToRead(topic);
  const shown = await adoptConferencingUpdated(conferencing, id, marks, newestChanges(readModels));
  const { partitions, parked } = await new ConsumedPartitions(readModels.pool).adopt(topic, id, marks);
  const report = await runReconciler(place, { repair: true, tombstonesToo: true });
  const { repaired } = report;
  place.output.result({ topic, id, partitions, parked, ...shown, repaired }, [
    consumersLine(topic, partitions, parked),
    `${repaired} keys are published again.`,
    ...unreadableLine(report),
    ...(shown.overtaken > 0 ? [`${shown.overtaken} of them go on above what the read models have seen.`] : []),
    ...(shown.unknown > 0
      ? [`${shown.unknown} keys are not the database's: ops reconcile --repair --clear-unknown ends them.`]
      : []),
  ]);
}

async function adoptCatalog(place: Workplace): Promise<void> {
  const topic = TOPICS.catalogUpdated;
  const { pool } = await place.conferencing('write');
  const { id, marks } = await lookUp(place, topic);
  const { partitions, parked } = await new ConsumedPartitions(pool).adopt(topic, id, marks);
  place.output.result({ topic, id, partitions, parked }, [
    consumersLine(topic, partitions, parked),
    'What it lacks, the owner of the catalog has to send again.',
  ]);
}

/** Its readers keep no offsets: only its records are missing. */
async function adoptCredentials(place: Workplace): Promise<void> {
  const conferencing = await place.conferencing('write');
  const { id } = await lookUp(place, TOPICS.credentials);
  const noted = await publishCredentials(conferencing);
  place.output.result({ topic: TOPICS.credentials, id, noted }, [
    `${TOPICS.credentials}: ${noted} accounts, tokens and keys will be published again.`,
  ]);
}

function consumersLine(topic: string, partitions: number, parked: number): string {
  return `${topic}: ${partitions} partitions are read from their beginning; ${parked} parked records stay parked.`;
}

const ADOPTERS: Readonly<Record<string, (place: Workplace) => Promise<void>>> = {
  [TOPICS.conferencingUpdated]: adoptUpdates,
  [TOPICS.catalogUpdated]: adoptCatalog,
  [TOPICS.credentials]: adoptCredentials,
};

export function topicsCommands(program: Command, act: Act): void {
  program
    .command('topics')
    .description('the topics that the system works with')
    .command('adopt <topic>')
    .description('go on with a topic that was deleted and made again, or that has lost its end')
    .action(
      act(async (place, topic: string) => {
        const adopt = ADOPTERS[topic];
        if (adopt === undefined) throw invalid(`The topics are ${Object.keys(ADOPTERS).join(', ')}.`);
        await adopt(place);
      }),
    );
}
