CREATE TABLE IF NOT EXISTS host_board (
  pair    text PRIMARY KEY,
  host    text,
  version bigint NOT NULL
);
