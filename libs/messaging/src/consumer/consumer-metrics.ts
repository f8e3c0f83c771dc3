import { check, refuseWrongArguments } from '@conferencing/kernel';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { PartitionSession } from '../apply/partition-session.js';

const PARTITION = ['consumer', 'topic', 'partition'] as const;
const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export type BatchOutcome = 'applied' | 'failed';

/** The Prometheus metrics of a process's batch consumers. Make one for each registry. */
export class ConsumerMetrics {
  private readonly sources = new Map<string, () => Iterable<PartitionSession>>();
  private readonly ready = new Map<string, () => boolean>();
  private readonly unreadableRanges: Counter<'consumer' | 'topic'>;
  private readonly batches: Histogram<'consumer' | 'topic' | 'outcome'>;
  private readonly records: Counter<'consumer' | 'topic'>;
  private readonly restarts: Counter<'consumer'>;

  /** @throws TypeError when it gets no registry */
  constructor(registry: Registry) {
    refuseWrongArguments('ConsumerMetrics', { registry }, { registry: check.registry });
    const registers = [registry];
    this.batches = new Histogram({
      name: 'messaging_batch_duration_seconds',
      help: 'From a batch being taken up to its commit',
      labelNames: ['consumer', 'topic', 'outcome'],
      buckets: DURATION_BUCKETS,
      registers,
    });
    this.records = new Counter({
      name: 'messaging_records_total',
      help: 'Records whose offset was committed, parked ones included',
      labelNames: ['consumer', 'topic'],
      registers,
    });
    this.unreadableRanges = new Counter({
      name: 'messaging_unreadable_ranges_total',
      help: 'Ranges of offsets that could not be read, and were parked as they are',
      labelNames: ['consumer', 'topic'],
      registers,
    });
    const ready = this.ready;
    new Gauge({
      name: 'messaging_consumer_ready',
      help: '1 while Kafka answers and all partitions make progress; 0 also before it has joined its group',
      labelNames: ['consumer'],
      registers,
      collect() {
        for (const [consumer, isReady] of ready) this.set({ consumer }, isReady() ? 1 : 0);
      },
    });
    this.restarts = new Counter({
      name: 'messaging_consumer_restarts_total',
      help: 'Times that the consumer had to be started again after a crash',
      labelNames: ['consumer'],
      registers,
    });
    this.gauge(registry, 'messaging_lag_records', 'Records that are not applied yet', ({ lag }) => Number(lag));
    this.gauge(registry, 'messaging_lag_seconds', 'Age of the oldest record that is not applied yet', age);
    this.gauge(registry, 'messaging_parked_keys', 'Keys with a record that was parked', ({ parked }) => parked.keys);
    this.gauge(
      registry,
      'messaging_parked_records',
      'Records that were parked, ranges that can not be read among them, without those that wait behind them',
      ({ parked }) => parked.records,
    );
    this.gauge(registry, 'messaging_partition_paused', '1 while retrying, broken or stopped', ({ state }) =>
      state === 'running' ? 0 : 1,
    );
  }

  watch(consumer: string, sessions: () => Iterable<PartitionSession>, ready: () => boolean): void {
    this.sources.set(consumer, sessions);
    this.ready.set(consumer, ready);
    this.restarts.inc({ consumer }, 0);
  }

  batch(consumer: string, topic: string, outcome: BatchOutcome, seconds: number, records: number): void {
    this.batches.observe({ consumer, topic, outcome }, seconds);
    if (outcome === 'applied') this.records.inc({ consumer, topic }, records);
  }

  unreadable(consumer: string, topic: string, ranges: number): void {
    this.unreadableRanges.inc({ consumer, topic }, ranges);
  }

  restarted(consumer: string): void {
    this.restarts.inc({ consumer });
  }

  private gauge(registry: Registry, name: string, help: string, value: (session: PartitionSession) => number): void {
    const sources = this.sources;
    new Gauge({
      name,
      help,
      labelNames: PARTITION,
      registers: [registry],
      collect() {
        this.reset();
        for (const [consumer, sessions] of sources) {
          for (const session of sessions()) {
            const { topic, partition } = session;
            this.set({ consumer, topic, partition: String(partition) }, value(session));
          }
        }
      },
    });
  }
}

function age({ lag, behindSince }: PartitionSession): number {
  return lag === 0n || !behindSince ? 0 : Math.max(0, (Date.now() - behindSince.getTime()) / 1_000);
}
