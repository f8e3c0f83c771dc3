/** The table of the current conferencing, as release 1.0.0 rebuilds it. */
export class Current1795100002000 {
  name = 'Current1795100002000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      CREATE TABLE projection.conferencing_current (
        account_id           text COLLATE "C",
        service_id           text COLLATE "C" NOT NULL,
        provider_id          text COLLATE "C" NOT NULL,
        version              bigint      NOT NULL,
        tombstone            boolean     NOT NULL,
        host_state           text        NOT NULL,
        connected_account_id text COLLATE "C",
        external_user_id     text COLLATE "C",
        occurred_at          timestamptz NOT NULL,
        body                 text,
        CONSTRAINT conferencing_current_pkey PRIMARY KEY (service_id, provider_id)
      ) WITH (fillfactor = 50, toast_tuple_target = 8160);
      CREATE INDEX conferencing_current_by_account
        ON projection.conferencing_current (account_id, service_id, provider_id)
        WHERE connected_account_id IS NOT NULL;
      CREATE INDEX conferencing_current_by_host
        ON projection.conferencing_current (account_id, external_user_id, connected_account_id, service_id, provider_id)
        WHERE connected_account_id IS NOT NULL;
      CREATE INDEX conferencing_current_by_connected_account
        ON projection.conferencing_current (account_id, connected_account_id) WHERE connected_account_id IS NOT NULL;
      CREATE INDEX conferencing_current_tombstones
        ON projection.conferencing_current (service_id, provider_id) WHERE tombstone;`);
  }
}
