/** One result of a benchmark. */
export interface Figure {
  /** What was measured, with its unit, as `relay, records/s`. */
  name: string;
  value: number;
  /** What it was measured beside in the same run, where `value` stands for a ratio's numerator. */
  limit?: { name: string; value: number };
  /** What the ratio to the limit (or the value, where there is no limit) has to reach. */
  target?: { atLeast: number } | { atMost: number };
}

/** What a `*.bench.ts` file exports. */
export interface Bench {
  name: string;
  /** Reads TEST_DATABASE_URL and TEST_KAFKA_BROKERS, as specs do; leaves nothing behind. */
  run(): Promise<Figure[]>;
}
