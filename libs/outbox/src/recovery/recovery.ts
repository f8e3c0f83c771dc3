import type { RelayMetrics } from '../relay/relay-metrics.js';
import type { RelayOptions, RelayTuning } from '../relay/relay.options.js';
import { Continuity } from './continuity.js';
import { KeyRecovery } from './key-recovery.js';
import { LostKeys } from './lost-keys.js';
import type { Statements } from './statements.port.js';

interface RecoveryParts {
  options: Pick<RelayOptions, 'owner' | 'shown' | 'heads' | 'log'>;
  database: Statements;
  tuning: Pick<RelayTuning, 'leaseMs'>;
  metrics: RelayMetrics;
  /** Publishing may start. */
  onProven: () => void;
  /** Everything that is known about the database is invalid. */
  onBroken: () => void;
  /** Rows were written. */
  onRecovered: () => void;
}

/** Prevents a relay from publishing a second meaning of a version after a restore. */
export class Recovery {
  readonly continuity: Continuity;
  private readonly keys: KeyRecovery;

  constructor({ options, tuning, database, metrics, onProven, onBroken, onRecovered }: RecoveryParts) {
    const { owner, shown: topic, heads, log } = options;
    this.keys = new KeyRecovery(database, heads, log, (keys) => {
      metrics.repairs.inc({ cause: 'recovered' }, keys);
      onRecovered();
    });
    const proven = () => {
      this.keys.wake();
      onProven();
    };
    const lost = new LostKeys(database, heads);
    this.continuity = new Continuity({
      database,
      owner,
      topic,
      lost,
      log,
      leaseMs: tuning.leaseMs,
      onProven: proven,
      onBroken,
    });
  }

  run(): Promise<void> {
    return this.keys.run();
  }

  stop(): void {
    this.keys.stop();
  }
}
