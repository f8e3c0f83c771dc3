import { TOPICS } from '@conferencing/contracts';
import { invalid, notFound } from '@conferencing/kernel';
import { ConsumedPartitions, type Watermarks } from '@conferencing/messaging';
import { ADOPT_TOPIC_SQL, LostKeys } from '@conferencing/outbox';
import type { Command } from 'commander';
import { TopicHeads } from '../../../../apps/conferencing/src/persistence/pairs/topic-heads.repository.js';
import { HistoryHeads } from '../../../../apps/read-models/src/projections/history/history-heads.js';
import type { Act } from '../act.js';
import type { Workplace } from '../workplace.js';
import { runReconciler, unreadableLine } from './reconcile.command.js';

const PAGE = 1_000;

interface NewTopic {
  id: string;
  marks: Watermarks[];
}

async function lookUp(place: Workplace, topic: string): Promise<NewTopic> {
  const admin = place.kafka().admin();
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

/** The topic can't tell any more what it has shown; the history of the read models can. */
async function askHistory(place: Workplace): Promise<{ overtaken: number; unknown: number }> {
  const history = new HistoryHeads(place.readModels);
  const lost = new LostKeys(place.conferencing.pool, new TopicHeads(place.conferencing));
  const found = { overtaken: 0, unknown: 0 };
  for (let after: string | null = null; ;) {
    const page = await history.newest(after, PAGE);
    if (page.length === 0) return found;
    after = page.at(-1)?.key ?? null;
    const { overtaken, unknown } = await lost.judge(page);
    found.overtaken += overtaken;
    found.unknown += unknown;
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
        const { id, marks } = await lookUp(place, topic);
        const owned = topic === TOPICS.conferencingUpdated;
        const shown = owned ? await askHistory(place) : { overtaken: 0, unknown: 0 };
        if (owned) {
          const begins = marks.map(({ low }) => low.toString());
          await place.conferencing.pool.query(ADOPT_TOPIC_SQL, [topic, id, begins]);
        }
        const consumers = owned ? place.readModels : place.conferencing;
        const { partitions, parked } = await new ConsumedPartitions(consumers.pool).adopt(topic, id, marks);
        const report = owned ? await runReconciler(place, { repair: true }) : null;
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
