/** One result of a benchmark. */
export interface Figure {
  /** What was measured, with its unit, for example `relay, records/s`. */
  name: string;
  value: number;
  /** What it was compared with in the same run, if `value` is the numerator of a ratio. */
  limit?: { name: string; value: number };
  /** The target for the ratio (or for the value, if there is no limit). */
  target?: { atLeast: number } | { atMost: number };
}

/** What a `*.bench.ts` file exports. */
export interface Bench {
  name: string;
  /** Reads TEST_DATABASE_URL and TEST_KAFKA_BROKERS, as specs do; removes everything that it created. */
  run(): Promise<Figure[]>;
}
