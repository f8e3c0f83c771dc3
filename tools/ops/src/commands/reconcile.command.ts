import { TOPICS } from '@conferencing/contracts';
import type { ReconcileReport, ReconcileWish } from '@conferencing/outbox';
import type { Command } from 'commander';
import { reconcile, repairDerivations } from '../../../../apps/conferencing/src/operate/reconcile.js';
import { shownHeads } from '../../../../apps/read-models/src/operate/reconcile.js';
import type { Act } from '../act.js';
import type { Workplace } from '../workplace.js';

/** Compares, and repairs on request, with a progress bar. */
export async function runReconciler(place: Workplace, wish: ReconcileWish): Promise<ReconcileReport> {
  const conferencing = await place.conferencing(wish.repair ? 'write' : 'read');
  const readModels = await place.readModels('read');
  const kafka = await place.kafka();
  const progress = place.output.progress();
  const surroundings = {
    kafka,
    readModels: shownHeads(readModels),
    onProgress: ({ phase, done }: { phase: string; done: number }) => progress.show(phase.replaceAll('_', ' '), done),
  };
  return await reconcile(conferencing, surroundings, wish).finally(() => progress.end());
}

export function reconcileCommand(program: Command, act: Act): void {
  program
    .command('reconcile')
    .description('compare the database with the last record of each key in the topic and with the read model')
    .option('--repair', 'publish again what is missing or behind, and the truth above what was shown otherwise')
    .option('--clear-unknown', 'with --repair: end the keys that the database has never had')
    .action(
      act(async (place, { repair = false, clearUnknown = false }: { repair?: boolean; clearUnknown?: boolean }) => {
        const { output } = place;
        const conferencing = await place.conferencing(repair ? 'write' : 'read');
        await place.readModels('read');
        await (repair ? place.kafkaToRead(TOPICS.conferencingUpdated) : place.kafka());
        const derived = await repairDerivations(conferencing, { repair, at: new Date() });
        const report = await runReconciler(place, { repair, clearUnknown });
        const wrong = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
        const unknown = Object.entries(report.counts).reduce(
          (sum, [kind, count]) => sum + (kind.endsWith('.extra') ? count : 0),
          0,
        );
        output.result({ ...report, derived }, [
          `${report.keys} keys in the database, ${report.topicKeys} in the topic; ${report.pending} wait in the outbox.`,
          wrong === 0 ? 'Nothing differs.' : `${wrong} differ: ${JSON.stringify(report.counts)}`,
          ...report.divergences
            .slice(0, 20)
            .map(({ key, where, kind, expected, found }) => `${key}: ${where} ${kind}, ${found} for ${expected}`),
          ...unreadableLine(report),
          ...(derived.stale > 0 ? [`${derived.stale} pairs do not show what they depend on.`] : []),
          ...(repair ? [`${report.repaired} keys published again, ${derived.repaired} pairs refreshed.`] : []),
          ...(unknown > 0 && !clearUnknown
            ? [`${unknown} keys are not the database's: --repair --clear-unknown ends them.`]
            : []),
          ...(report.cleared > 0 ? [`${report.cleared} keys ended that the database has never had.`] : []),
        ]);
        const mended = repair ? unknown === 0 || clearUnknown : wrong === 0 && derived.stale === 0;
        return mended && report.unreadableRanges === 0;
      }),
    );
}

/** The ranges of the topic that could not be read. */
export function unreadableLine({ unreadableRanges }: ReconcileReport): string[] {
  if (unreadableRanges === 0) return [];
  return [`Ranges of the topic that can't be read, and were passed over: ${unreadableRanges} (ops parked list).`];
}
