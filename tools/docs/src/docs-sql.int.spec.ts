import type { TestDatabase } from '@conferencing/testing';
import { Client } from 'pg';
import { conferencingDatabase } from '../../../apps/conferencing/src/persistence/conferencing-database.fixture.js';
import { blocksIn, documents, prose } from '../../../test/architecture/documents.js';

/** A statement in the middle of a sentence; `…` stands for something, and a path is a request. */
const INLINE = /`((?:SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|DROP|TRUNCATE|GRANT) \w+ [^`…/]+|TRUNCATE \w+)`/g;

const inline = documents.flatMap((page) =>
  [...prose(page).matchAll(INLINE)].map(([, code = '']) => ({ page, language: 'sql', code })),
);

/** What the text of the page says about the database, where it is not a migrated one. */
const BEFORE: Record<string, string> = { 'docs/operating.md': 'DROP EXTENSION pg_trgm CASCADE' };

describe('the SQL in the documents runs as it stands', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await conferencingDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  const makesTable = ({ code }: { code: string }) => Number(code.startsWith('CREATE TABLE'));
  // A table comes before what other pages do with it.
  const blocks = blocksIn('sql').toSorted((a, b) => makesTable(b) - makesTable(a));

  it('is there', () => expect(blocks.length).toBeGreaterThan(5));

  it.each(blocks)('$page: $code', async ({ page, code }) => {
    await client.query(BEFORE[page] ?? '');
    // One at a time: an index that is made concurrently takes no part in a transaction.
    for (const text of code.split(/;\s*$/m).filter((statement) => statement.trim() !== '')) {
      const parameters = new Set(text.match(/\$\d+/g)).size;
      await client.query(
        text,
        Array.from({ length: parameters }, () => '1'),
      );
    }
  });

  it.each(inline)('$page, in a sentence: $code', async ({ code }) => {
    await client.query('BEGIN');
    try {
      // The sentences are about a database that lacks the row.
      await client.query('DELETE FROM library_migrations');
      await client.query(code);
    } finally {
      await client.query('ROLLBACK');
    }
  });
});
