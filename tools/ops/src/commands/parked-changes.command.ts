import { notFound } from '@conferencing/kernel';
import type { ParkedRecords, ParkedSelection } from '@conferencing/messaging';
import type { Command } from 'commander';
import type { Act } from '../act.js';
import { confirmedByYes, SAY_YES } from '../confirmed.js';
import { exportParked } from '../export-parked.js';
import type { Access } from '../reach.js';
import { wholeNumber } from '../whole-number.js';
import type { Workplace } from '../workplace.js';
import { type App, ofApp, parkingOf, type Selected, selections } from './parked-selection.js';

interface Chosen {
  app: App;
  parking: ParkedRecords;
  selection: ParkedSelection;
}

/** All of them, before anything is done with one. */
function reached(place: Workplace, chosen: [App, ParkedSelection][], access: Access): Promise<Chosen[]> {
  return Promise.all(
    chosen.map(async ([app, selection]) => ({ app, selection, parking: await parkingOf(place, app, access) })),
  );
}

async function mustExist(place: Workplace, topic: string): Promise<void> {
  const admin = (await place.kafka()).admin();
  await admin.connect();
  const found = await admin.describeTopics([topic]).finally(() => admin.close());
  if (found.length === 0) throw notFound(`There is no topic ${topic}: create it, or look at its name.`);
}

/** What an operator does with parked records. */
export function parkedChangeCommands(parked: Command, act: Act): void {
  parked
    .command('retry [ids...]')
    .description('apply the records, and all of their keys, again in order')
    .addOption(ofApp())
    .option('--key <key>')
    .option('--topic <topic>')
    .option('--wait <seconds>', 'for the running consumer to do it', wholeNumber(0, 3_600), 15)
    .action(
      act(async (place, ids: string[], options: Selected & { wait: number }) => {
        const total = { requested: 0, applied: 0, pending: 0, failed: [] as { id: string; reasons: string[] }[] };
        for (const { app, parking, selection } of await reached(place, selections(ids, options), 'write')) {
          const report = await parking.retry(selection, { waitMs: options.wait * 1_000 });
          total.requested += report.requested;
          total.applied += report.applied;
          total.pending += report.pending;
          total.failed.push(...report.failed.map(({ id, reasons }) => ({ id: `${app}:${id}`, reasons })));
        }
        place.output.result(total, [
          `${total.applied} of ${total.requested} applied, ${total.failed.length} failed again, ${total.pending} not tried yet.`,
          ...total.failed.map(({ id, reasons }) => `${id}: ${reasons.join('; ')}`),
        ]);
        return total.requested > 0 && total.applied === total.requested;
      }),
    );

  confirmedByYes(parked.command('discard [ids...]'))
    .description('delete the records permanently; what only waited behind them is tried again')
    .addOption(ofApp())
    .option('--key <key>')
    .option('--topic <topic>')
    .action(
      act(async (place, ids: string[], options: Selected & { yes?: boolean }) => {
        const total = { discarded: 0, released: 0 };
        const chosen = await reached(place, selections(ids, options), 'write');
        const counts = await Promise.all(chosen.map(({ parking, selection }) => parking.count(selection)));
        const selected = counts.reduce((sum, count) => sum + count, 0);
        if (!options.yes && selected > 0) {
          place.output.result({ ...total, selected }, [
            `${selected} records would be deleted permanently: whatever they change stays as it is until a later record of the same key.`,
            SAY_YES,
          ]);
          return false;
        }
        for (const { parking, selection } of chosen) {
          const report = await parking.discard(selection);
          total.discarded += report.discarded;
          total.released += report.released;
        }
        place.output.result(total, [`${total.discarded} discarded, ${total.released} released.`]);
        return total.discarded > 0;
      }),
    );

  parked
    .command('export <dead_letter_topic> [ids...]')
    .description('copy the records to a topic, with the headers of other tools’ dead letters; they stay parked')
    .addOption(ofApp())
    .option('--key <key>')
    .option('--topic <topic>')
    .action(
      act(async (place, deadLetterTopic: string, ids: string[], options: Selected) => {
        const chosen = await reached(place, selections(ids, options), 'read');
        await mustExist(place, deadLetterTopic);
        const progress = place.output.progress();
        const producer = (await place.kafka()).producer();
        let exported = 0;
        const onExported = () => progress.show('exporting', (exported += 1));
        try {
          for (const { parking, selection } of chosen) {
            await exportParked(parking, selection, { producer, deadLetterTopic, onExported });
          }
        } finally {
          progress.end();
          await producer.close();
        }
        place.output.result({ exported }, [`${exported} exported to ${deadLetterTopic}.`]);
        return exported > 0;
      }),
    );
}
