import { chmodSync, chownSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { databaseSettings, loadSettings } from '@conferencing/settings';
import { eventually, makeCertificates, startPrivatePostgres, type PrivatePostgres } from '@conferencing/testing';
import { z } from 'zod';
import { lend } from './lend.js';
import { openPool } from './pool.js';

const certificates = makeCertificates();
/** What a connection says first that wants TLS; a cancel request without it says 80877102. */
const SSL_REQUEST = 80_877_103;

/** The server owns its certificate, and trusts only those that the same authority has signed. */
async function encrypt({ dataFolder, url }: PrivatePostgres): Promise<void> {
  const { uid, gid } = statSync(dataFolder);
  const write = (name: string, text: string) => {
    const file = join(dataFolder, name);
    writeFileSync(file, text, { mode: 0o600 });
    chmodSync(file, 0o600);
    chownSync(file, uid, gid);
  };
  write('own.pem', certificates.server.cert);
  write('own.key', certificates.server.key);
  write('authority.pem', certificates.ca);
  const rules = readFileSync(join(dataFolder, 'pg_hba.conf'), 'utf8');
  write('pg_hba.conf', `hostssl template1 all 127.0.0.1/32 cert\n${rules}`);
  const pool = openPool({ url, size: 1, applicationName: 'test' }, () => undefined);
  for (const setting of [
    `ssl_cert_file = 'own.pem'`,
    `ssl_key_file = 'own.key'`,
    `ssl_ca_file = 'authority.pem'`,
    'ssl = on',
  ])
    await pool.query(`ALTER SYSTEM SET ${setting}`);
  await pool.query('SELECT pg_reload_conf()');
  await pool.end();
}

describe('a server that speaks TLS', () => {
  let server: PrivatePostgres;
  beforeAll(async () => {
    server = await startPrivatePostgres();
    await encrypt(server);
    await eventually(() => isEncrypted({ DATABASE_URL: `${server.url}?sslmode=require` }));
  });
  afterAll(() => server.stop());

  async function isEncrypted(env: Record<string, string>): Promise<boolean> {
    const { DATABASE_URL: url } = loadSettings(z.object(databaseSettings), env);
    const pool = openPool({ url, size: 1, applicationName: 'test' }, () => undefined);
    try {
      const { rows } = await pool.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
      return rows[0].ssl as boolean;
    } finally {
      await pool.end();
    }
  }

  it('is known by the authority that has signed its certificate', async () => {
    const query = `sslmode=verify-full&sslrootcert=${certificates.caFile}`;
    expect(await isEncrypted({ DATABASE_URL: `${server.url}?${query}` })).toBe(true);
    const byName = server.url.replace('127.0.0.1', 'localhost');
    expect(await isEncrypted({ DATABASE_URL: `${byName}?${query}` })).toBe(true);
    await expect(isEncrypted({ DATABASE_URL: `${server.url}?sslmode=verify-full` })).rejects.toThrow(/certificate/);
  });

  it('is used without TLS only when that is asked for', async () => {
    expect(await isEncrypted({ DATABASE_URL: `${server.url}?sslmode=disable` })).toBe(false);
  });

  it('may know a client by its certificate, and without one by the password that stands apart', async () => {
    const { certFile, keyFile } = certificates.client;
    const url = new URL(`${server.url}?sslmode=verify-full&sslrootcert=${certificates.caFile}`);
    const DATABASE_PASSWORD = url.password;
    url.password = '';
    expect(await isEncrypted({ DATABASE_URL: url.href, DATABASE_PASSWORD })).toBe(true);
    url.pathname = '/template1';
    expect(await isEncrypted({ DATABASE_URL: `${url.href}&sslcert=${certFile}&sslkey=${keyFile}` })).toBe(true);
    await expect(isEncrypted({ DATABASE_URL: url.href })).rejects.toThrow(/certificate/);
  });
  it('is asked to cancel over TLS too, as a gateway in front of it may insist on', async () => {
    const codes: number[] = [];
    const gateway = createServer((socket) => {
      socket.once('data', (first) => {
        codes.push(first.readInt32BE(4));
        const onward = connect(server.port, '127.0.0.1', () => onward.write(first));
        pipeline(socket, onward, () => undefined);
        pipeline(onward, socket, () => undefined);
      });
    });
    await once(gateway.listen(0, '127.0.0.1'), 'listening');
    const url = new URL(`${server.url}?sslmode=verify-full&sslrootcert=${certificates.caFile}`);
    url.port = String((gateway.address() as AddressInfo).port);
    const open = (to: string) => openPool({ url: to, size: 1, applicationName: 'test' }, () => undefined);
    const [pool, observer] = [open(url.href), open(server.url)];
    const sleeping = async () =>
      (await observer.query(`SELECT FROM pg_stat_activity WHERE state = 'active' AND query ~ '^SELECT pg_sleep'`))
        .rowCount;
    let leave: () => void = () => undefined;
    const leaver = { onLeave: (listener: () => void) => ((leave = listener), () => undefined) };
    // The server doesn't look after its client by itself: only the cancel request ends the statement.
    const alone = `SET client_connection_check_interval = 0`;
    const work = lend(pool, (client) => client.query(alone).then(() => client.query('SELECT pg_sleep(300)')), leaver);
    await eventually(async () => (await sleeping()) === 1);
    leave();
    await expect(work).rejects.toThrow();
    await eventually(async () => (await sleeping()) === 0);
    await Promise.all([pool.end(), observer.end()]);
    gateway.close();
    expect(codes).toEqual([SSL_REQUEST, SSL_REQUEST]);
  });
});
