import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PROJECTIONS } from '../../projections/projections.js';
import { GENERATIONS, LIVE } from '../generation.js';

/**
 * A projection's table is made here once; later shapes of it are made by a rebuild, which creates the new table beside
 * this one.
 */
export class Projections1764100001000 implements MigrationInterface {
  name = 'Projections1764100001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const generation of GENERATIONS) await runner.query(`CREATE SCHEMA ${generation}`);
    await runner.query(`
      CREATE TABLE projection.stream_lane (
        lane     smallint PRIMARY KEY,
        position bigint   NOT NULL
      ) WITH (fillfactor = 20)`);
    await runner.query(`
      CREATE TABLE projection.rebuild (
        projection  text PRIMARY KEY,
        phase       text        NOT NULL CHECK (phase IN ('rebuilding', 'rolling_back', 'swapped')),
        changed_at  timestamptz NOT NULL,
        offsets     jsonb
      )`);
    for (const { createTable, createIndexes } of PROJECTIONS) {
      await runner.query(createTable(LIVE));
      for (const statement of createIndexes(LIVE)) await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const generation of GENERATIONS) await runner.query(`DROP SCHEMA ${generation} CASCADE`);
  }
}
