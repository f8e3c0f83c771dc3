import { runMigrate } from './run-migrate.js';

it('says in one line that the database does not answer, and how to mend it', async () => {
  const written: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const before = process.exitCode;
  try {
    const schema = { libraries: [], migrations: [], functions: [], schemas: [] };
    // A name with two addresses, where this machine has both: Node's error has no message then.
    await runMigrate('postgres://me:secret@localhost:1/pairs', schema, 'refuse');
    expect(process.exitCode).toBe(1);
  } finally {
    process.exitCode = before;
    spy.mockRestore();
  }
  expect(written).toEqual([
    'The database does not answer at localhost:1/pairs (ECONNREFUSED): start it, or correct DATABASE_URL.\n',
  ]);
});
