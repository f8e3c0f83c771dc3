/** $1 consumer, $2 topic, $3 partition, then one array for each column, in the order of the records' offsets. */
export const PARK_RECORDS_SQL = `
INSERT INTO parked_records
  (consumer, topic, partition, "offset", key, key_hash, value, headers, timestamp, state, reasons, attempts)
SELECT $1, $2, $3, record."offset", record.key, record.key_hash, record.value, record.headers, record.timestamp,
       record.state, ARRAY(SELECT jsonb_array_elements_text(record.reasons)), record.attempts
  FROM unnest($4::bigint[], $5::bytea[], $6::bytea[], $7::bytea[], $8::jsonb[], $9::timestamptz[], $10::text[],
              $11::jsonb[], $12::int[])
       AS record ("offset", key, key_hash, value, headers, timestamp, state, reasons, attempts)`;
