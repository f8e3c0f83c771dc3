/** $1 keys. Which of them have events that wait. */
export const WAITING_KEYS_SQL = `SELECT DISTINCT aggregateid AS key FROM outbox WHERE aggregateid = ANY ($1::text[])`;
