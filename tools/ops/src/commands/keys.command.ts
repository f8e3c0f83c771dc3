import { DomainError } from '@conferencing/kernel';
import type { Command } from 'commander';
import { rotateKeys } from '../../../../apps/conferencing/src/operate/rotate-keys.js';
import type { Act } from '../act.js';

export function keysCommands(program: Command, act: Act): void {
  program
    .command('keys')
    .description('keys that protect stored credentials')
    .command('rotate')
    .description('seal all stored credentials with the first key of TOKEN_ENCRYPTION_KEYS')
    .action(
      act(async (place) => {
        const { TOKEN_ENCRYPTION_KEYS: keys } = place.settings;
        if (keys === undefined) {
          const detail = 'TOKEN_ENCRYPTION_KEYS: is required, the new key first and the old ones behind it.';
          throw new DomainError('invalid', { code: 'invalid', detail });
        }
        const conferencing = await place.conferencing('write');
        const progress = place.output.progress();
        const show = (done: number, total: number) => progress.show('sealing', done, total);
        const result = await rotateKeys(conferencing, keys, show).finally(() => progress.end());
        place.output.result(result, [
          `${result.resealed} of ${result.total} sealed anew, ${result.already} were already, ${result.left} left.`,
          ...Object.entries(result.missing_keys).map(
            ([kid, count]) =>
              `${count} need the key ${kid}: put it back into TOKEN_ENCRYPTION_KEYS and run this again.`,
          ),
          ...result.unreadable.map((id) => `${id} can not be opened with its key: it has to be connected again.`),
        ]);
        return result.left === 0;
      }),
    );
}
