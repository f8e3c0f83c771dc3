import { TOPICS } from '@conferencing/contracts';
import type { Command } from 'commander';
import { ALL_PROJECTIONS, rebuild, REBUILDABLE, rollBack } from '../../../../apps/read-models/src/operate/rebuild.js';
import type { Act } from '../act.js';

interface Options {
  rollBack?: boolean;
  force?: boolean;
}

export function rebuildCommand(program: Command, act: Act): void {
  program
    .command('rebuild [projection]')
    .description(`build a projection anew from the topic while queries are answered (${REBUILDABLE.join(', ')}; all)`)
    .option('--roll-back', 'go back to the generation before the last rebuild')
    .option('--force', 'swap although the live table has rows that the topic does not have')
    .action(
      act(async (place, projection: string | undefined, { rollBack: back = false, force }: Options) => {
        const results = [];
        await place.readModels('write');
        const kafka = await place.kafkaToRead(TOPICS.conferencingUpdated);
        for (const name of projection === undefined ? ALL_PROJECTIONS : [projection]) {
          const progress = place.output.progress();
          const options = {
            databaseUrl: place.settings.READ_MODELS_DATABASE_URL,
            kafka,
            force,
            onProgress: ({ phase, done, total }: { phase: string; done: number; total: number }) =>
              progress.show(`${name}: ${phase}`, done, total),
          };
          try {
            results.push(await (back ? rollBack(name, options) : rebuild(name, options)));
          } finally {
            progress.end();
          }
        }
        place.output.result(
          { rebuilt: results },
          results.map(
            ({ projection: name, records, seconds, differ, undecodable }) =>
              `${name}: ${records} records in ${seconds.toFixed(1)} s; ${differ} rows differed, ${undecodable} records could not be decoded.`,
          ),
        );
      }),
    );
}
