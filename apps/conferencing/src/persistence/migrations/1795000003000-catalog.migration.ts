/** The mirror of the catalog. */
export class Catalog1795000003000 {
  name = 'Catalog1795000003000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      -- Ids compare by their bytes, so that a walk over all keys has one order everywhere.
      -- catalog_version: the highest version of a catalog record that was applied; null while only REST has written.
      CREATE TABLE services (
        id              text COLLATE "C" PRIMARY KEY,
        account_id      text NOT NULL REFERENCES accounts (id),
        name            text,
        live            boolean NOT NULL,
        catalog_version bigint,
        created_at      timestamptz NOT NULL,
        updated_at      timestamptz NOT NULL,
        search_text     text COLLATE "C" GENERATED ALWAYS AS (search_fold(name)) STORED,
        sort_name       text COLLATE "C" GENERATED ALWAYS AS (coalesce(sort_fold(name), '')) STORED
      );
      CREATE INDEX services_in_order ON services (account_id, id) WHERE live;
      CREATE INDEX services_by_name ON services (account_id, sort_name, id) WHERE live;

      CREATE TABLE providers (
        id              text COLLATE "C" PRIMARY KEY,
        account_id      text NOT NULL REFERENCES accounts (id),
        display_name    text,
        email           text,
        first_name      text,
        last_name       text,
        time_zone       text,
        active          boolean NOT NULL,
        catalog_version bigint,
        created_at      timestamptz NOT NULL,
        updated_at      timestamptz NOT NULL,
        search_text     text COLLATE "C" GENERATED ALWAYS AS (
          search_fold(coalesce(display_name, '') || E'\\n' || coalesce(email, ''))) STORED,
        sort_name       text COLLATE "C" GENERATED ALWAYS AS (sort_fold(display_name)) STORED
      );
      CREATE INDEX providers_in_order ON providers (account_id, id);
      CREATE INDEX providers_by_email ON providers (account_id, fold_case(email)) WHERE active;
      CREATE INDEX providers_by_name ON providers (account_id, sort_name, id);`);
  }
}
