-- What this service owns: an order, and its last event in the same row.
CREATE TABLE IF NOT EXISTS orders (
  id         text COLLATE "C" PRIMARY KEY,
  customer   text NOT NULL,
  cents      bigint NOT NULL,
  status     text NOT NULL,
  version    bigint NOT NULL,
  event_id   uuid NOT NULL,
  changed_at timestamptz NOT NULL
);

-- What it learns from the topic: the newest state of each order. It could as well be in the database of another service.
CREATE TABLE IF NOT EXISTS seen_orders (
  id       text PRIMARY KEY,
  customer text NOT NULL,
  cents    bigint NOT NULL,
  status   text NOT NULL,
  version  bigint NOT NULL
);
