import { invalid, notFound } from '@conferencing/kernel';
import { ConsumedPartitions, type ConsumedPartition } from '@conferencing/messaging';
import { Argument, type Command } from 'commander';
import type { Act } from '../act.js';
import { table } from '../output.js';
import { partitionName, topicEnds } from '../status/topic-ends.js';
import { wholeNumber } from '../whole-number.js';
import { confirmedByYes, formerName, SAY_YES } from '../confirmed.js';
import type { Access } from '../reach.js';
import type { Workplace } from '../workplace.js';

const MOST_PARTITIONS = 1_000_000;

/** At most one of the apps consumes a topic, into its own database. */
async function consumersOf(place: Workplace, access: Access): Promise<ConsumedPartitions[]> {
  const databases = await Promise.all([place.conferencing(access), place.readModels(access)]);
  return databases.map(({ pool }) => new ConsumedPartitions(pool));
}

async function find(place: Workplace, topic: string, partition: number) {
  for (const consumers of await consumersOf(place, 'write')) {
    const found = (await consumers.list({ topic })).find((one) => one.partition === partition);
    if (found !== undefined) return { consumers, found };
  }
  throw notFound(`Nobody consumes partition ${partition} of ${topic}.`);
}

const aPartition = () => new Argument('<partition>').argParser(wholeNumber(0, MOST_PARTITIONS));

function shown({ nextOffset, ...one }: ConsumedPartition, end: bigint | undefined) {
  const lag = end === undefined ? null : end > nextOffset ? end - nextOffset : 0n;
  return { ...one, nextOffset: nextOffset.toString(), end: end?.toString() ?? null, lag: lag?.toString() ?? null };
}

export function partitionsCommands(program: Command, act: Act): void {
  const partitions = program.command('partitions').description('how far the consumers are, and what stops them');

  partitions
    .command('list')
    .description('every partition that is consumed, with its problem where it makes no progress')
    .option('--topic <topic>')
    .action(
      act(async (place, { topic }: { topic?: string }) => {
        const lists = await Promise.all(
          (await consumersOf(place, 'read')).map((consumers) => consumers.list({ topic })),
        );
        const ends = await topicEnds(
          await place.kafka(),
          lists.flat().map((one) => one.topic),
        );
        const all = lists.flat().map((one) => shown(one, ends.get(partitionName(one))?.high));
        const heading = ['consumer', 'partition', 'next offset', 'lag', 'problem'];
        const rows = all.map((one) => [one.consumer, partitionName(one), one.nextOffset, one.lag, one.problem]);
        place.output.result(
          { partitions: all },
          rows.length === 0 ? ['Nobody consumes anything.'] : table([heading, ...rows]),
        );
      }),
    );

  partitions
    .command('resume')
    .description('have a partition that was paused tried again at once')
    .argument('<topic>')
    .addArgument(aPartition())
    .action(
      act(async (place, topic: string, partition: number) => {
        const { consumers, found } = await find(place, topic, partition);
        await consumers.resume(found);
        place.output.result({ resumed: partitionName(found) }, [
          `${partitionName(found)} is tried again from ${found.nextOffset} on.`,
        ]);
      }),
    );

  confirmedByYes(partitions.command('skip'))
    .description('go on behind records that stop a partition: they are neither applied nor parked')
    .argument('<topic>')
    .addArgument(aPartition())
    .requiredOption('--to <offset>', 'the first offset that is read again, or "end"')
    .addOption(formerName())
    .action(
      act(
        async (
          place,
          topic: string,
          partition: number,
          { to, yes, giveUp }: { to: string; yes?: boolean; giveUp?: boolean },
        ) => {
          const { consumers, found } = await find(place, topic, partition);
          const end = (await topicEnds(await place.kafka(), [topic])).get(partitionName(found))?.high;
          if (end === undefined) throw notFound(`The broker knows no partition ${partitionName(found)}.`);
          if (to !== 'end' && !/^\d{1,18}$/.test(to)) throw invalid('--to takes an offset, or "end".');
          const target = to === 'end' ? end : BigInt(to);
          if (target <= found.nextOffset || target > end) {
            throw invalid(
              `${partitionName(found)} stands at ${found.nextOffset} and ends at ${end}: --to has to lie between them.`,
            );
          }
          const lost = `offsets ${found.nextOffset} to ${target - 1n} of ${partitionName(found)} (${target - found.nextOffset})`;
          const result = {
            partition: partitionName(found),
            from: `${found.nextOffset}`,
            to: `${target}`,
            consumer: found.consumer,
          };
          if (!yes && !giveUp) {
            place.output.result({ ...result, skipped: false }, [
              `${found.consumer} would never apply ${lost}: whatever they change stays as it is until a later record of the same key.`,
              SAY_YES,
            ]);
            return false;
          }
          const skipped = await consumers.skip(found, target);
          place.output.result({ ...result, skipped }, [
            skipped ? `${found.consumer} gives up ${lost}.` : `${partitionName(found)} has got there by itself.`,
          ]);
          return skipped;
        },
      ),
    );
}
