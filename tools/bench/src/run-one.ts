import type { Bench, Figure } from '../../../libs/testing/src/figure.js';

/** What the process of one benchmark tells the one that started it. */
export interface BenchAnswer {
  name: string;
  figures: Figure[];
}

// The starter is gone: there is nobody to measure for.
process.once('disconnect', () => process.exit(1));

const { name, run } = require(process.argv[2]!) as Bench;
run().then(
  (figures) => process.send!({ name, figures } satisfies BenchAnswer, () => process.exit(0)),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
