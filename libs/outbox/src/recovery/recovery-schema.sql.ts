const up = `
-- Changes with every sign of life. A relay that does not find what it wrote last works on another database than before:
-- one that was restored.
ALTER TABLE outbox_relays ADD COLUMN stamp text;

-- Up to which offsets of the topic, by partition, this database knows every record.
CREATE TABLE outbox_topics (
  topic        text PRIMARY KEY,
  topic_id     text NOT NULL,
  next_offsets bigint[] NOT NULL,
  -- Why nothing is published, until an operator adopts the topic.
  problem      text
);

-- Keys of which the topic has shown a version that this database does not know. Nothing of them is published, except
-- what ends them (cleared_by).
CREATE TABLE outbox_lost_keys (
  aggregateid text PRIMARY KEY,
  -- The highest version that was shown.
  version     bigint NOT NULL,
  -- What was shown last; null after a tombstone.
  payload     text,
  cleared_by  text[] NOT NULL DEFAULT '{}',
  found_at    timestamptz NOT NULL DEFAULT now()
);
`;

const down = `
DROP TABLE outbox_lost_keys;
DROP TABLE outbox_topics;
ALTER TABLE outbox_relays DROP COLUMN stamp;
`;

/** What an outbox needs to survive a restore of its database, for a migration after the one of `OUTBOX_SCHEMA_SQL`. */
export const OUTBOX_RECOVERY_SCHEMA_SQL = { up, down } as const;
