import type { Bench, Figure } from '../../../libs/testing/src/figure.js';

/** What the process of one benchmark sends to its parent. */
export interface BenchAnswer {
  name: string;
  figures: Figure[];
}

// The parent has ended, so there is no reader for the figures.
process.once('disconnect', () => process.exit(1));

const { name, run } = require(process.argv[2]!) as Bench;
run().then(
  (figures) => process.send!({ name, figures } satisfies BenchAnswer, () => process.exit(0)),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
