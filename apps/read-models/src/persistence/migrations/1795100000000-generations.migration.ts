/** The schemas that projections stand in, how far the stream is in each lane, and what is being rebuilt. */
export class Generations1795100000000 {
  name = 'Generations1795100000000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      CREATE SCHEMA projection;
      CREATE SCHEMA projection_next;
      CREATE SCHEMA projection_previous;

      CREATE TABLE projection.stream_lane (
        lane     smallint PRIMARY KEY,
        position bigint   NOT NULL
      ) WITH (fillfactor = 20);

      CREATE TABLE projection.rebuild (
        projection  text PRIMARY KEY,
        phase       text        NOT NULL CHECK (phase IN ('rebuilding', 'rolling_back', 'swapped')),
        changed_at  timestamptz NOT NULL,
        offsets     jsonb
      );`);
  }
}
