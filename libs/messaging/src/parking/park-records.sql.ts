/** $1 consumer, $2 topic, $3 partition, then one array for each column, in the order of the records' offsets. */
export const PARK_RECORDS = `
INSERT INTO parked_records
  (consumer, topic, partition, "offset", last_offset, key, key_hash, value, headers, timestamp_ms, state, reasons,
   attempts)
SELECT $1, $2, $3, record."offset", record.last_offset, record.key, record.key_hash, record.value, record.headers,
       record.timestamp_ms, record.state, ARRAY(SELECT jsonb_array_elements_text(record.reasons)), record.attempts
  FROM unnest($4::bigint[], $5::bigint[], $6::bytea[], $7::bytea[], $8::bytea[], $9::jsonb[], $10::bigint[],
              $11::text[], $12::jsonb[], $13::int[])
       AS record ("offset", last_offset, key, key_hash, value, headers, timestamp_ms, state, reasons, attempts)`;
