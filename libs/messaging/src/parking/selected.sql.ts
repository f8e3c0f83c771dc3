/** $1 ids, $2 consumer, $3 topic, $4 key, each or null. */
export const SELECTED = `
  ($1::bigint[] IS NULL OR chosen.id = ANY ($1)) AND ($2::text IS NULL OR chosen.consumer = $2)
  AND ($3::text IS NULL OR chosen.topic = $3) AND ($4::bytea IS NULL OR chosen.key = $4)`;
