import { OF_KEY } from './of-key.sql.js';

/** See {@link OF_KEY}. */
export const BEGIN_RETRY = `
UPDATE parked_records SET state = 'retrying'
 WHERE ${OF_KEY}`;
