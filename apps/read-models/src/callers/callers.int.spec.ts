import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { hashToken, newAccountToken } from '@conferencing/callers';
import { type Credential, encodeCredential, type RevokedCredential, TOPICS } from '@conferencing/contracts';
import { Database, openPool } from '@conferencing/database';
import type { KafkaProducer } from '@conferencing/messaging';
import type { DependencyReport, HealthReport } from '@conferencing/observability';
import { eventually, requiredSetting, type TestDatabase } from '@conferencing/testing';
import { SignJWT } from 'jose';
import { changeAll } from '../projections/change-all.js';
import { id, projected } from '../projections/events.fixture.js';
import { kafkaAt, migratedDatabase, type RunningReadModels, startReadModels } from '../read-models.fixture.js';
import { CredentialFeed } from './credential-feed.js';
import { openStream } from '../stream/sse-reader.fixture.js';

async function stateOfCredentials(url: string): Promise<DependencyReport> {
  const report = (await (await fetch(`${url}/health`)).json()) as HealthReport;
  return report.dependencies.credentials!;
}

/** Ids that no other test uses: all tests of a run share the topic. */
const fresh = (prefix: string) => `${prefix}_${randomBytes(6).toString('hex')}`;
const LIST = '/v1/conferencing';

describe('callers of the read models', () => {
  let database: TestDatabase;
  let readModels: RunningReadModels;
  let other: RunningReadModels;
  let producer: KafkaProducer;

  const start = () => startReadModels(database.url, requiredSetting('TEST_KAFKA_BROKERS'));

  beforeAll(async () => {
    database = await migratedDatabase();
    producer = kafkaAt(requiredSetting('TEST_KAFKA_BROKERS')).producer();
    [readModels, other] = await Promise.all([start(), start(), producer.connect()]);
    const writer = new Database(openPool({ url: database.url, size: 1, applicationName: 'test' }, () => undefined));
    await writer.transaction((tx) => changeAll(0, [projected({ account: 1 })])(tx));
    await writer.pool.end();
  });

  afterAll(async () => {
    await Promise.all([readModels?.close(), other?.close(), producer?.close()]);
    await database?.drop();
  });

  const tell = (...credentials: (Credential | RevokedCredential)[]) =>
    producer.send(TOPICS.credentials, credentials.map(encodeCredential));

  /** GET with only a bearer token. */
  const ask = async (token: string, path = LIST, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${readModels.url}${path}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
    const body = (await answer.json()) as { data?: unknown[]; errors?: { code: string }[] };
    return { status: answer.status, code: body.errors?.[0]?.code, count: body.data?.length };
  };

  function newToken(account: number) {
    const token = newAccountToken();
    const account_id = id('acct', account);
    return {
      token,
      reported: { type: 'account_token', id: fresh('tok'), account_id, token_hash: hashToken(token) } as const,
    };
  }

  async function newKey(account: number) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const kid = fresh('key');
    const sign = (seconds: number, key = privateKey) =>
      new SignJWT({ sub: 'user_1' })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuedAt()
        .setExpirationTime(`${seconds}s`)
        .sign(key);
    const public_jwk = { kty: 'EC', crv: 'P-256', x, y } as const;
    return { sign, reported: { type: 'signing_key', id: kid, account_id: id('acct', account), public_jwk } as const };
  }

  it('with a token see their account alone, whatever account they name', async () => {
    const [mine, theirs] = [newToken(1), newToken(2)];
    await tell(mine.reported, theirs.reported);
    expect(await ask(mine.token)).toMatchObject({ status: 200, count: 1 });
    expect(await ask(theirs.token, LIST, { 'x-account-id': id('acct', 1) })).toMatchObject({ status: 200, count: 0 });
    const pair = `/v1/services/${id('srv', 1)}/providers/${id('prov', 1)}/conferencing`;
    expect(await ask(theirs.token, pair)).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('with a JWT are users of the account of its key', async () => {
    const key = await newKey(1);
    await tell(key.reported);
    expect(await ask(await key.sign(60))).toMatchObject({ status: 200, count: 1 });
    const forged = await key.sign(60, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
    expect(await ask(forged)).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('get an answer when their token arrives soon after the request', async () => {
    const { token, reported } = newToken(1);
    const answer = ask(token);
    await tell(reported);
    expect(await answer).toMatchObject({ status: 200 });
  });

  it('are refused with an unknown token, and a repeated request does not wait', async () => {
    const token = newAccountToken();
    const startedAt = performance.now();
    expect(await ask(token)).toMatchObject({ status: 401, code: 'unauthorized' });
    const waited = performance.now() - startedAt;
    expect(await ask(token)).toMatchObject({ status: 401 });
    expect(performance.now() - startedAt).toBeLessThan(2 * waited);
  });

  it('with the platform token name an account that exists', async () => {
    const named = async (account: string) => (await readModels.get(LIST, account)).status;
    expect(await named(id('acct', 999_999))).toBe(404);
    const reported = { type: 'account', id: fresh('acct') } as const;
    const answer = named(reported.id);
    await tell(reported);
    expect(await answer).toBe(200);
  });

  it('are all known when a process reports that it has read the credentials to their end', async () => {
    const reported = Array.from({ length: 3_000 }, () => ({ type: 'account', id: fresh('acct') }) as const);
    await tell(...reported);
    const empty = await migratedDatabase();
    const pool = openPool({ url: empty.url, size: 2, applicationName: 'test' }, () => undefined);
    const writer = await pool.connect();
    await writer.query('BEGIN; LOCK TABLE caller_credentials IN EXCLUSIVE MODE');
    const held = async () =>
      (await pool.query('SELECT FROM pg_locks WHERE NOT granted AND relation = $1::regclass', ['caller_credentials']))
        .rowCount;
    const started = await startReadModels(empty.url, requiredSetting('TEST_KAFKA_BROKERS'));
    try {
      await eventually(held, { timeoutMs: 30_000 });
      // Health answers from up to 300 ms ago.
      await expect(started.app.get(CredentialFeed).checkHealth()).rejects.toThrow();
      await writer.query('COMMIT');
      await eventually(async () => (await stateOfCredentials(started.url)).state === 'up', { timeoutMs: 30_000 });
      const { rows } = await pool.query('SELECT count(*)::int AS known FROM caller_credentials WHERE id = ANY($1)', [
        reported.map((account) => account.id),
      ]);
      expect(rows).toEqual([{ known: reported.length }]);
    } finally {
      writer.release(true);
      await Promise.all([started.close(), pool.end()]);
      await empty.drop();
    }
  });

  it('are the last known ones while the credentials cannot be read, and health says so', async () => {
    const alone = await startReadModels(database.url, '127.0.0.1:1');
    try {
      expect(await stateOfCredentials(alone.url)).toMatchObject({ state: 'degraded', needed: false });
      expect((await alone.get(LIST, id('acct', 1))).status).toBe(200);
    } finally {
      await alone.close();
    }
  });

  it('lose their streams and every further answer when token or key is revoked, on every process', async () => {
    const { token, reported } = newToken(1);
    const key = await newKey(1);
    const kept = newToken(1);
    await tell(reported, key.reported, kept.reported);
    const jwt = await key.sign(600);
    const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
    const streams = await Promise.all([
      openStream(readModels.url, '', '', undefined, bearer(token)),
      openStream(other.url, '', '', undefined, bearer(jwt)),
      openStream(other.url, '', '', undefined, bearer(kept.token)),
    ]);
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
    await tell({ type: 'revoked', id: reported.id }, { type: 'revoked', id: key.reported.id });
    const revokedAt = performance.now();
    await eventually(async () => streams[0].ended && streams[1].ended && (await ask(token)).status === 401);
    expect(performance.now() - revokedAt).toBeLessThan(5_000);
    expect(await ask(jwt)).toMatchObject({ status: 401 });
    expect(streams[2].ended).toBe(false);
    streams[2].close();
    // An old record that arrives late gives no access again.
    await tell(reported);
    const next = newToken(1);
    await tell(next.reported);
    expect(await ask(next.token)).toMatchObject({ status: 200 });
    expect(await ask(token)).toMatchObject({ status: 401 });
  });

  it('lose their streams when their JWT ends', async () => {
    const key = await newKey(1);
    await tell(key.reported);
    const authorization = `Bearer ${await key.sign(2)}`;
    const stream = await openStream(readModels.url, '', '', undefined, { authorization });
    expect(stream.status).toBe(200);
    await eventually(() => stream.ended);
  });
});
