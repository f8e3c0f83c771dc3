import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Seconds; from a healthy few milliseconds to an outage of an hour. */
const LATENCY_BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600];

/** The metrics of one relay. */
export class RelayMetrics {
  readonly published: Counter;
  readonly sendFailures: Counter;
  readonly repairs: Counter<'cause'>;
  readonly takeovers: Counter;
  readonly sendSeconds: Histogram;
  readonly commitToAckSeconds: Histogram;
  readonly pending: Gauge;
  readonly oldestAge: Gauge;

  /** `held` is called at each scrape, so that no outdated value stays. */
  constructor(registry: Registry, held: { partitions: () => number; blockedKeys: () => number }) {
    const registers = [registry];
    const counter = (name: string, help: string) => new Counter({ name, help, registers });
    const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
    const asked = (name: string, help: string, ask: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(ask());
        },
      });
    const seconds = (name: string, help: string) => new Histogram({ name, help, buckets: LATENCY_BUCKETS, registers });

    this.published = counter('outbox_published_total', 'Records that the broker has acknowledged');
    this.sendFailures = counter('outbox_send_failures_total', 'Sends that failed and were or will be repeated');
    this.takeovers = counter('outbox_takeovers_total', 'Partitions taken over from a relay that had not released them');
    this.repairs = new Counter({
      name: 'outbox_stale_repairs_total',
      help: 'Keys published again because their last record in the topic may have been an old one',
      labelNames: ['cause'],
      registers,
    });
    this.sendSeconds = seconds('outbox_send_duration_seconds', 'One send, from the call to the acknowledgement');
    this.commitToAckSeconds = seconds('outbox_commit_to_ack_seconds', 'From the event to its acknowledgement');
    this.pending = gauge('outbox_pending', "Rows that wait in this relay's partitions; an estimate above 10,000");
    this.oldestAge = gauge('outbox_oldest_age_seconds', "Age of the oldest row that waits in this relay's partitions");
    asked('outbox_leases_owned', 'Partitions that this relay publishes', held.partitions);
    asked('outbox_blocked_keys', "Keys of this relay's partitions that wait behind a refused record", held.blockedKeys);
  }
}
