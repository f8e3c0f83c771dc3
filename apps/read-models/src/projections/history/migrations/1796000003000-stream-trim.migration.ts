/** What is missing in the history because it was too old: up to which position of each lane, and from before which time. */
export class StreamTrim1796000003000 {
  name = 'StreamTrim1796000003000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      CREATE TABLE projection.stream_trim (
        lane     smallint    PRIMARY KEY,
        position bigint      NOT NULL,
        before   timestamptz NOT NULL
      );`);
  }
}
