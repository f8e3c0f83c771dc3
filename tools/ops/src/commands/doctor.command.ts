import type { Command } from 'commander';
import { checkKeys } from '../../../../apps/conferencing/src/operate/check-keys.js';
import type { Act } from '../act.js';
import { type Check, checked, well, wrong } from '../doctor/check.js';
import { databaseChecks } from '../doctor/database-checks.js';
import { kafkaChecks } from '../doctor/kafka-checks.js';
import { table } from '../output.js';
import type { Workplace } from '../workplace.js';

function keyCheck(place: Workplace): Promise<Check> {
  return checked('keys of stored credentials', async () => {
    const { TOKEN_ENCRYPTION_KEYS: keys } = place.settings;
    const database = await place.reach('conferencing', 'read');
    if (keys === undefined) return wrong('They were not tried: set TOKEN_ENCRYPTION_KEYS as conferencing has it.');
    const { total, missing_keys, unreadable } = await checkKeys(database, keys);
    const faults = [
      ...Object.entries(missing_keys).map(
        ([kid, count]) => `${count} need the key ${kid}: put it back into TOKEN_ENCRYPTION_KEYS.`,
      ),
      ...(unreadable.length === 0
        ? []
        : [`${unreadable.length} can't be opened with their key: connect ${unreadable.slice(0, 5).join(', ')} again.`]),
    ];
    return faults.length === 0 ? well(`All ${total} can be opened.`) : wrong(faults.join(' '));
  });
}

export function doctorCommand(program: Command, act: Act): void {
  program
    .command('doctor')
    .description('whether everything is set up right: settings, databases, migrations, clocks, topics, keys')
    .action(
      act(async (place) => {
        const { CONFERENCING_DATABASE_URL, READ_MODELS_DATABASE_URL, KAFKA_BROKERS } = place.settings;
        const parts = await Promise.all([
          databaseChecks({
            app: 'conferencing',
            url: CONFERENCING_DATABASE_URL,
            database: () => place.reach('conferencing', 'write'),
            assertSchema: () => place.conferencing('write'),
          }),
          databaseChecks({
            app: 'read-models',
            url: READ_MODELS_DATABASE_URL,
            database: () => place.reach('read-models', 'write'),
            assertSchema: () => place.readModels('write'),
          }),
          kafkaChecks(KAFKA_BROKERS, () => place.kafka()),
        ]);
        const reached = parts[0][0]?.ok === true;
        const checks = [...parts.flat(), ...(reached ? [await keyCheck(place)] : [])];
        const faults = checks.filter(({ ok }) => !ok).length;
        place.output.result({ ok: faults === 0, checks }, [
          ...table(checks.map(({ check, ok, found }) => [ok ? 'ok' : 'WRONG', check, found])),
          faults === 0 ? 'Everything is set up right.' : `${faults} of ${checks.length} need attention.`,
        ]);
        return faults === 0;
      }),
    );
}
