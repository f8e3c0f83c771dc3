/** $1 keys. Those with waiting events. */
export const WAITING_KEYS = `SELECT DISTINCT aggregateid AS key FROM outbox WHERE aggregateid = ANY ($1::text[])`;
