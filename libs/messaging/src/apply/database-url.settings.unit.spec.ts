import { readDatabaseUrl } from './database-url.settings.js';

it.each(['postgres://user:secret@db:5432/board', 'postgresql:///board?host=/run/postgresql'])('takes %s', (url) => {
  expect(readDatabaseUrl({ DATABASE_URL: url })).toBe(url);
});

it.each([
  [undefined, 'DATABASE_URL: is required'],
  ['', 'DATABASE_URL: is required'],
  ['mysql://user:hunter2@db', 'DATABASE_URL: expected postgres://…'],
  ['hunter2', 'DATABASE_URL: expected postgres://…'],
])('refuses %s by name, and does not repeat it', (url, message) => {
  const read = () => readDatabaseUrl({ DATABASE_URL: url });
  expect(read).toThrow(message);
  expect(read).not.toThrow('hunter2');
});
