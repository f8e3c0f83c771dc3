import { Client } from 'pg';

const ANSWER_MS = 5_000;
/** The number of comparisons of two connections. One suffices unless another process takes part. */
const ROUNDS = 3;

/** A pooler between this process and PostgreSQL gives each transaction to another backend. */
export class SharedBackendError extends Error {
  constructor() {
    super(
      'DATABASE_URL leads to a pooler that gives each transaction to another session of PostgreSQL (PgBouncer with ' +
        'pool_mode = transaction or statement). Locks, notifications and settings of a session need a session: set ' +
        'pool_mode = session, or connect to PostgreSQL itself.',
    );
    this.name = 'SharedBackendError';
  }
}

async function backendOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]!.pid;
}

/** True if two open connections have had the same backend, or one has had two. */
async function isShared(first: Client, second: Client): Promise<boolean> {
  const a = await backendOf(first);
  // Poolers issue their own cancel keys: if the keys match, there is no pooler.
  if (a === (first as Client & { processID: number | null }).processID) return false;
  await second.connect();
  const b = await backendOf(second);
  if (a === b) return true;
  for (let round = 1; round < ROUNDS; round += 1) {
    if ((await backendOf(first)) !== a || (await backendOf(second)) !== b) return true;
  }
  return false;
}

/**
 * Call it once, when a process starts.
 *
 * @throws SharedBackendError
 */
export async function refuseSharedBackends(url: string): Promise<void> {
  const open = () => {
    const client = new Client({
      connectionString: url,
      application_name: 'pooler check',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    });
    client.on('error', () => undefined);
    return client;
  };
  const [first, second] = [open(), open()];
  try {
    await first.connect();
    if (await isShared(first, second)) throw new SharedBackendError();
  } finally {
    await Promise.all([first, second].map((client) => client.end().catch(() => undefined)));
  }
}
