/** The table of all changes, as release 1.0.0 rebuilds it. */
export class History1795100003000 {
  name = 'History1795100003000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      CREATE TABLE projection.history (
        lane        smallint NOT NULL,
        position    bigint   NOT NULL,
        account_id  text COLLATE "C" NOT NULL,
        service_id  text COLLATE "C" NOT NULL,
        provider_id text COLLATE "C" NOT NULL,
        version     bigint   NOT NULL,
        occurred_at timestamptz,
        change      text COLLATE "C",
        actor       text COLLATE "C",
        batch_id    text COLLATE "C",
        event       text     NOT NULL,
        CONSTRAINT history_pkey PRIMARY KEY (service_id, provider_id, version)
      ) WITH (toast_tuple_target = 8160);
      CREATE INDEX history_by_position ON projection.history (lane, position);
      CREATE INDEX history_by_time ON projection.history
        (account_id, occurred_at, service_id, provider_id, version) INCLUDE (change, actor);
      CREATE INDEX history_by_batch ON projection.history (batch_id) WHERE batch_id IS NOT NULL;
      CREATE INDEX history_unfilled ON projection.history (service_id, provider_id, version)
        WHERE occurred_at IS NULL;`);
  }
}
