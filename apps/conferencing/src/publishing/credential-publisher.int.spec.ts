import { randomBytes } from 'node:crypto';
import { type Credential, decodeCredential, type RevokedCredential } from '@conferencing/contracts';
import { Database, openPool } from '@conferencing/database';
import { newId } from '@conferencing/kernel';
import type { KafkaPort, OutgoingRecord } from '@conferencing/messaging';
import { eventually, type TestDatabase } from '@conferencing/testing';
import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { PgAccounts } from '../persistence/accounts/accounts.repository.js';
import { CredentialChanges } from '../persistence/accounts/credential-changes.repository.js';
import { CredentialChangesSignal } from '../persistence/accounts/credential-changes.signal.js';
import { conferencingDatabase } from '../persistence/conferencing-database.fixture.js';
import { CredentialPublisher } from './credential-publisher.js';

type Send = (records: readonly OutgoingRecord[]) => Promise<void>;

/** A broker whose answers come from the test. */
function kafkaThat(send: Send): KafkaPort {
  const nothing = () => Promise.resolve();
  const admin = {
    connect: nothing,
    close: nothing,
    brokerCount: () => Promise.resolve(1),
    describeTopics: () => Promise.resolve([]),
    createTopics: () => Promise.resolve([]),
  };
  const producer = { connect: nothing, close: nothing, send: (_: string, records: OutgoingRecord[]) => send(records) };
  return { admin: () => admin, producer: () => producer } as unknown as KafkaPort;
}

describe('the publisher of credentials', () => {
  let test: TestDatabase;
  let database: Database;
  const running: CredentialPublisher[] = [];
  const signal = new CredentialChangesSignal();
  const at = new Date();

  beforeAll(async () => {
    Logger.overrideLogger(false);
    test = await conferencingDatabase();
    database = new Database(openPool({ url: test.url, size: 4, applicationName: 'test' }, () => undefined));
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((publisher) => publisher.stop()));
    await database.execute('DELETE FROM credential_changes');
  });

  afterAll(async () => {
    await database?.pool.end();
    await test?.drop();
  });

  const publish = (send: Send) => {
    const publisher = new CredentialPublisher(new CredentialChanges(database), kafkaThat(send), new Registry());
    running.push(publisher);
    signal.bind(() => publisher.wake());
    publisher.start();
  };

  const waiting = () => new CredentialChanges(database).waiting();
  const read = (records: readonly OutgoingRecord[]) =>
    records.map((record) => decodeCredential({ key: record.key!, value: record.value }));

  const newAccount = async () => {
    const accounts = new PgAccounts(database, signal);
    const accountId = newId('account');
    await accounts.create({ id: accountId, name: 'Clinic', createdAt: at });
    return { accounts, accountId };
  };

  const newToken = async () => {
    const { accounts, accountId } = await newAccount();
    const token = { id: newId('token'), accountId, name: 'x', createdAt: at, revokedAt: null };
    const hash = randomBytes(32).toString('hex');
    await accounts.addToken(token, hash);
    const revoke = () => accounts.revokeToken(accountId, token.id, new Date());
    return {
      accountId,
      reported: { type: 'account_token', id: token.id, account_id: accountId, token_hash: hash },
      revoke,
    };
  };

  it('publishes accounts, tokens and keys in their current state', async () => {
    const { accountId, reported, revoke } = await newToken();
    const { accounts, accountId: other } = await newAccount();
    const publicJwk = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'B'.repeat(43) } as const;
    const key = newId('signingKey');
    await accounts.addSigningKey({ id: key, accountId: other, publicJwk, createdAt: at, revokedAt: null });
    await revoke();
    const sent: (Credential | RevokedCredential)[] = [];
    publish(async (records) => void sent.push(...read(records)));
    await eventually(async () => (await waiting()) === 0);
    expect(sent).toHaveLength(4);
    expect(sent).toEqual(
      expect.arrayContaining([
        { type: 'account', id: accountId },
        { type: 'revoked', id: reported.id },
        { type: 'account', id: other },
        { type: 'signing_key', id: key, account_id: other, public_jwk: publicJwk },
      ]),
    );
  });

  it('publishes a revocation after the token itself, even if it came while the token was being sent', async () => {
    const { reported, revoke } = await newToken();
    const sent: unknown[] = [];
    let answer = () => {};
    publish(async (records) => {
      sent.push(...read(records).filter(({ id }) => id === reported.id));
      if (sent.length === 1) await new Promise<void>((resolve) => (answer = resolve));
    });
    await eventually(() => sent.length === 1);
    await revoke();
    answer();
    await eventually(async () => (await waiting()) === 0);
    expect(sent).toEqual([reported, { type: 'revoked', id: reported.id }]);
  });

  it('sends again, and again later, if the broker did not acknowledge', async () => {
    const { reported } = await newToken();
    let attempts = 0;
    publish(async (records) => {
      if (!records.some(({ key }) => key === reported.id)) return;
      attempts += 1;
      if (attempts === 1) throw new Error('No answer');
    });
    await eventually(() => attempts === 2);
    // It has arrived, and stays until no earlier send can arrive any more.
    await eventually(async () => {
      const [row] = await database.query<{ doubtful: boolean; later: boolean }>(
        `SELECT doubtful, due_at > now() + interval '30 s' AS later FROM credential_changes WHERE id = $1`,
        [reported.id],
      );
      return row?.doubtful === false && row.later;
    });
    await database.execute('UPDATE credential_changes SET due_at = now()');
    await eventually(async () => (await waiting()) === 0);
    expect(attempts).toBe(3);
  });

  it('shares the work with other processes: each change is sent by one of them', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await newToken()).reported.id));
    const sent: string[] = [];
    const send: Send = async (records) => void sent.push(...records.map(({ key }) => String(key)));
    for (let processes = 0; processes < 3; processes += 1) publish(send);
    await eventually(async () => (await waiting()) === 0);
    expect(sent.filter((id) => ids.includes(id)).toSorted()).toEqual(ids.toSorted());
  });
});
