import { ParkedRecords } from '@conferencing/messaging';
import { Pool } from 'pg';
import { end, readSettings } from './settings.js';

/** `npm run parked`, `npm run parked -- retry <id>`, `npm run parked -- discard <id>` */
async function run([action = 'list', id = '']: string[]): Promise<void> {
  const pool = new Pool({ connectionString: readSettings().databaseUrl });
  const parked = new ParkedRecords(pool);
  if (action === 'retry') console.log(await parked.retry({ ids: [id] }));
  else if (action === 'discard') console.log(await parked.discard({ ids: [id] }));
  else
    for (const { id: one, key, state, reasons } of await parked.list()) console.log(one, key, state, reasons.join(' '));
  await pool.end();
}

await run(process.argv.slice(2)).catch((error) => end(error));
