import { TOPICS } from '@conferencing/contracts';
import { invalid, notFound } from '@conferencing/kernel';
import { ConsumedPartitions, type Watermarks } from '@conferencing/messaging';
import type { Command } from 'commander';
import { adoptConferencingUpdated } from '../../../../apps/conferencing/src/operate/adopt-topic.js';
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

export function topicsCommands(program: Command, act: Act): void {
  program
    .command('topics')
    .description('the topics that the system works with')
    .command('adopt <topic>')
    .description('go on with a topic that was deleted and made again, or that has lost its end')
    .action(
      act(async (place, topic: string) => {
        const names: readonly string[] = Object.values(TOPICS);
        if (!names.includes(topic)) throw invalid(`The topics are ${names.join(' and ')}.`);
        const conferencing = await place.conferencing('write');
        const readModels = await place.readModels('write');
        const { id, marks } = await lookUp(place, topic);
        const owned = topic === TOPICS.conferencingUpdated;
        const shown = owned
          ? await adoptConferencingUpdated(conferencing, id, marks, newestChanges(readModels))
          : { overtaken: 0, unknown: 0 };
        const consumers = owned ? readModels : conferencing;
        const { partitions, parked } = await new ConsumedPartitions(consumers.pool).adopt(topic, id, marks);
        const report = owned ? await runReconciler(place, { repair: true, tombstonesToo: true }) : null;
        const repaired = report?.repaired ?? 0;
        place.output.result({ topic, id, partitions, parked, ...shown, repaired }, [
          `${topic}: ${partitions} partitions are read from their beginning; ${parked} parked records stay parked.`,
          ...(owned ? [`${repaired} keys are published again.`] : []),
          ...(report === null ? [] : unreadableLine(report)),
          ...(shown.overtaken > 0 ? [`${shown.overtaken} of them go on above what the read models have seen.`] : []),
          ...(shown.unknown > 0
            ? [`${shown.unknown} keys are not the database's: ops reconcile --repair --clear-unknown ends them.`]
            : []),
        ]);
      }),
    );
}
