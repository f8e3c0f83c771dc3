/** What is missing in the history because it was too old: up to which position of each lane, and from before which time. */
export class HistoryTrim1796000003000 {
  name = 'HistoryTrim1796000003000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      CREATE TABLE projection.history_trim (
        lane     smallint    PRIMARY KEY,
        position bigint      NOT NULL,
        before   timestamptz NOT NULL
      );`);
  }
}
