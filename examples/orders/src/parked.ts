import { ParkedRecords } from '@conferencing/messaging';
import { Pool } from 'pg';
import { readSettings } from './settings.js';

/** `npm run parked`, `npm run parked -- retry <id>`, `npm run parked -- discard <id>` */
const [action = 'list', id = ''] = process.argv.slice(2);
const pool = new Pool({ connectionString: readSettings().databaseUrl });
const parked = new ParkedRecords(pool);
if (action === 'retry') console.log(await parked.retry({ ids: [id] }));
else if (action === 'discard') console.log(await parked.discard({ ids: [id] }));
else
  for (const { id: one, key, state, reasons } of await parked.list()) console.log(one, key, state, reasons.join(' '));
await pool.end();
