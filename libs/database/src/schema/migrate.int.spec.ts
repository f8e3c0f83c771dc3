import { SchemaError } from '@conferencing/postgres';
import { createTestDatabase, type TestDatabase } from '@conferencing/testing';
import { Client } from 'pg';
import type { AppSchema } from './app-schema.js';
import { migrate } from './migrate.js';
import { refuseOtherSchema } from './migration-state.js';
import { describeSchema } from './schema-record.js';

type Runner = { query(sql: string): Promise<unknown> };

function migration(name: string, sql: string) {
  return class {
    name = name;
    async up(runner: Runner): Promise<void> {
      await runner.query(sql);
    }
  };
}

const PEOPLE = migration(
  'People1795000000000',
  `CREATE TABLE people (id text PRIMARY KEY, email text NOT NULL, age integer CHECK (age > 0), size integer);
   CREATE INDEX people_by_email ON people (lower(email))`,
);
const PETS = migration(
  'Pets1795000001000',
  'CREATE TABLE pets (id text PRIMARY KEY, owner text REFERENCES people (id))',
);
const GREETING = `CREATE OR REPLACE FUNCTION greeting(name text) RETURNS text LANGUAGE sql RETURN 'Hello, ' || name`;
const THANKS = `CREATE OR REPLACE FUNCTION thanks() RETURNS text LANGUAGE sql RETURN 'Thank you'`;
const LIBRARY = { library: 'shelf', migrations: [{ name: '0001-shelf', sql: 'CREATE TABLE shelf (book text)' }] };

const schema: AppSchema = { libraries: [LIBRARY], migrations: [PEOPLE], functions: [GREETING, THANKS], schemas: [] };
const later: AppSchema = { ...schema, migrations: [PEOPLE, PETS] };

describe('migrate', () => {
  let database: TestDatabase;
  let client: Client;

  beforeEach(async () => {
    database = await createTestDatabase('migrate');
    client = new Client({ connectionString: database.url });
    await client.connect();
  });

  afterEach(async () => {
    await client?.end();
    await database?.drop();
  });

  const tables = async () =>
    (
      await client.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r'
      AND relnamespace = 'public'::regnamespace ORDER BY relname`)
    ).rows.map(({ name }) => name);

  it('applies what is missing once, and replaces functions each time', async () => {
    expect(await migrate(database.url, schema)).toEqual(['0001-shelf', 'People1795000000000']);
    const changed = { ...later, functions: [GREETING.replace('Hello', 'Good morning'), THANKS] };
    expect(await migrate(database.url, changed)).toEqual(['Pets1795000001000']);
    expect((await client.query(`SELECT greeting('Jane') AS said`)).rows).toEqual([{ said: 'Good morning, Jane' }]);
    expect(await migrate(database.url, changed)).toEqual([]);
  });

  it('names everything that was changed by hand, and changes nothing', async () => {
    await migrate(database.url, schema);
    await client.query(`
      DROP INDEX people_by_email;
      CREATE INDEX people_by_email ON people (email);
      ALTER TABLE people DROP COLUMN size, ADD COLUMN weight integer, DROP CONSTRAINT people_age_check,
        ADD CONSTRAINT not_old CHECK (age < 200), ALTER COLUMN age TYPE bigint, ALTER COLUMN email DROP NOT NULL;
      DROP FUNCTION thanks;
      ${GREETING.replace('Hello', 'Away with you')};
      DROP TABLE shelf`);
    const before = await describeSchema(client, []);
    const failure = await migrate(database.url, later).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SchemaError);
    expect((failure as Error).message).toBe(
      'The schema is not as the last migrate left it, so nothing was migrated: ' +
        'constraint people_age_check on people is missing, function greeting(name text) was changed, ' +
        'function thanks() is missing, index people_by_email was changed, ' +
        'column age of table people is bigint and was integer, column email of table people is text and was text NOT NULL, ' +
        'column size of table people is missing, column weight of table people was added, table shelf is missing, ' +
        'constraint not_old on people was added. ' +
        'Undo these changes, or keep them with TRUNCATE migrated_schema, and migrate again.',
    );
    expect(await describeSchema(client, [])).toEqual(before);

    await client.query('TRUNCATE migrated_schema');
    expect(await migrate(database.url, later)).toEqual(['Pets1795000001000']);
  });

  it('lets an operator tune the storage and add an index', async () => {
    await migrate(database.url, schema);
    await client.query('ALTER TABLE people SET (fillfactor = 50); CREATE INDEX by_age ON people (age)');
    expect(await migrate(database.url, later)).toEqual(['Pets1795000001000']);
  });

  it('names a unique index that an operator has added, because it refuses rows', async () => {
    await migrate(database.url, schema);
    await client.query('CREATE UNIQUE INDEX one_size ON people (size)');
    await expect(migrate(database.url, later)).rejects.toThrow(/nothing was migrated: index one_size was added\./);
  });

  it('leaves a newer database alone', async () => {
    await migrate(database.url, later);
    await expect(migrate(database.url, schema)).rejects.toThrow(
      /is newer than this program: it has Pets1795000001000,/,
    );
    const two = { ...LIBRARY, migrations: [...LIBRARY.migrations, { name: '0002-books', sql: 'SELECT 1' }] };
    await migrate(database.url, { ...later, libraries: [two] });
    await expect(migrate(database.url, later)).rejects.toThrow(/is newer than this program: it has shelf 0002-books,/);
  });

  it('goes on where it was interrupted', async () => {
    const broken = {
      ...later,
      migrations: [PEOPLE, migration('Pets1795000001000', 'CREATE TABLE pets (owner nothing)')],
    };
    await expect(migrate(database.url, broken)).rejects.toThrow('type "nothing" does not exist');
    expect(await tables()).toEqual(expect.arrayContaining(['people', 'shelf']));
    expect(await migrate(database.url, later)).toEqual(['Pets1795000001000']);
  });

  it('tells a process whether the database is as it needs it', async () => {
    await expect(refuseOtherSchema(client, schema)).rejects.toThrow(
      /is older than this program: it lacks People1795000000000, shelf 0001-shelf\. Run the migrate command/,
    );
    await migrate(database.url, schema);
    await refuseOtherSchema(client, schema);
    await expect(refuseOtherSchema(client, later)).rejects.toThrow(/older .* lacks Pets1795000001000/);
    const functions = [GREETING.replace('Hello', 'Good morning'), THANKS];
    await expect(refuseOtherSchema(client, { ...schema, functions })).rejects.toThrow(/older .* lacks SQL functions/);
    await migrate(database.url, { ...schema, functions });
    await expect(refuseOtherSchema(client, schema)).rejects.toThrow(/newer .* has later SQL functions/);
    await migrate(database.url, schema);
    await refuseOtherSchema(client, schema);
    await migrate(database.url, later);
    await expect(refuseOtherSchema(client, schema)).rejects.toThrow(/newer .* has Pets1795000001000/);
  });

  it('lets a process work with a newer database where that is accepted, and never with an older one', async () => {
    await migrate(database.url, schema);
    expect(await refuseOtherSchema(client, schema, 'accept')).toEqual([]);
    await expect(refuseOtherSchema(client, later, 'accept')).rejects.toThrow(/older .* lacks Pets1795000001000/);

    await migrate(database.url, { ...schema, functions: [GREETING, THANKS] });
    await migrate(database.url, { ...schema, functions: [GREETING.replace('Hello', 'Good morning'), THANKS] });
    expect(await refuseOtherSchema(client, { ...schema, functions: [GREETING, THANKS] }, 'accept')).toEqual([
      'later SQL functions',
    ]);

    const two = { ...LIBRARY, migrations: [...LIBRARY.migrations, { name: '0002-books', sql: 'SELECT 1' }] };
    await migrate(database.url, { ...later, libraries: [two] });
    expect(await refuseOtherSchema(client, schema, 'accept')).toEqual(['Pets1795000001000', 'shelf 0002-books']);
    const other = { ...schema, migrations: [...schema.migrations, migration('Fish1795000002000', 'SELECT 1')] };
    await expect(refuseOtherSchema(client, other, 'accept')).rejects.toThrow(/older .* lacks Fish1795000002000/);
  });
});
