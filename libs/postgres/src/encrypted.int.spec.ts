import { chmodSync, chownSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseSettings, loadSettings } from '@conferencing/settings';
import { eventually, makeCertificates, startPrivatePostgres, type PrivatePostgres } from '@conferencing/testing';
import { z } from 'zod';
import { openPool } from './pool.js';

const certificates = makeCertificates();

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
});
