import { decodeConferencingUpdated, MalformedRecordError, TOPICS } from '@conferencing/contracts';
import type { KafkaRecord } from '@conferencing/messaging';
import { type AggregateHead, fingerprint, type HeadState, type ReadModelHeads, Reconciler } from '@conferencing/outbox';
import type { Command } from 'commander';
import { repairDerivations } from '../../../../apps/conferencing/src/persistence/pairs/repair-derivations.js';
import { TopicHeads } from '../../../../apps/conferencing/src/persistence/pairs/topic-heads.repository.js';
import { type CurrentHead, CurrentHeads } from '../../../../apps/read-models/src/projections/current/current-heads.js';
import type { Act } from '../act.js';

/** Null for a record that no consumer would apply. */
function read(record: KafkaRecord): HeadState | null {
  try {
    const decoded = decodeConferencingUpdated(record);
    if (decoded.kind === 'tombstone') return { version: decoded.version, tombstone: true, fingerprint: null };
    const { version, account_id, host_state, data } = decoded.event;
    return { version, tombstone: false, fingerprint: fingerprint(account_id, host_state, data) };
  } catch (error) {
    if (error instanceof MalformedRecordError) return null;
    throw error;
  }
}

/** What the read model shows, to be compared with what the owner has. */
class ShownHeads implements ReadModelHeads {
  constructor(private readonly current: CurrentHeads) {}

  async heads(keys: readonly string[]): Promise<AggregateHead[]> {
    return (await this.current.heads(keys)).map(toHead);
  }

  async page(after: string | null, limit: number): Promise<AggregateHead[]> {
    return (await this.current.page(after, limit)).map(toHead);
  }

  expect(heads: readonly Pick<AggregateHead, 'key' | 'version'>[]): Promise<void> {
    return this.current.expect(heads);
  }
}

function toHead({ key, version, tombstone, account_id, host_state, data }: CurrentHead): AggregateHead {
  return { key, version, tombstone, fingerprint: tombstone ? null : fingerprint(account_id, host_state, data) };
}

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
          read,
          readModel: new ShownHeads(new CurrentHeads(readModels)),
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
