import { TOPICS } from '@conferencing/contracts';
import { Reconciler } from '@conferencing/outbox';
import type { Command } from 'commander';
import { repairDerivations } from '../../../../apps/conferencing/src/persistence/pairs/repair-derivations.js';
import { TopicHeads } from '../../../../apps/conferencing/src/persistence/pairs/topic-heads.repository.js';
import type { Act } from '../act.js';
import { readHead, ShownCurrent, ShownHistory } from './reconcile-heads.js';

export function reconcileCommand(program: Command, act: Act): void {
  program
    .command('reconcile')
    .description('compare the database with the last record of each key in the topic and with the read model')
    .option('--repair', 'publish again what is missing, behind or otherwise than in the database')
    .action(
      act(async (place, { repair = false }: { repair?: boolean }) => {
        const { output, conferencing, readModels } = place;
        const progress = output.progress();
        const derived = await repairDerivations(conferencing, { repair, at: new Date() });
        const reconciler = new Reconciler({
          kafka: place.kafka(),
          topic: TOPICS.conferencingUpdated,
          pool: conferencing.pool,
          heads: new TopicHeads(conferencing),
          read: readHead,
          readModels: { read_model: new ShownCurrent(readModels), history: new ShownHistory(readModels) },
          onProgress: ({ phase, done }) => progress.show(phase.replaceAll('_', ' '), done),
        });
        const report = await reconciler.run({ repair }).finally(() => progress.end());
        const wrong = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
        output.result({ ...report, derived }, [
          `${report.keys} keys in the database, ${report.topicKeys} in the topic; ${report.pending} wait in the outbox.`,
          wrong === 0 ? 'Nothing differs.' : `${wrong} differ: ${JSON.stringify(report.counts)}`,
          ...report.divergences
            .slice(0, 20)
            .map(({ key, where, kind, expected, found }) => `${key}: ${where} ${kind}, ${found} for ${expected}`),
          ...(derived.stale > 0 ? [`${derived.stale} pairs do not show what they depend on.`] : []),
          ...(repair ? [`${report.repaired} keys published again, ${derived.repaired} pairs refreshed.`] : []),
        ]);
        return repair ? !report.divergences.some(({ kind }) => kind === 'extra') : wrong === 0 && derived.stale === 0;
      }),
    );
}
