import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from './data-folder.js';
import { StackEnvironment } from './environment.js';
import { stackSettings } from './stack.config.js';

const path = mkdtempSync(join(tmpdir(), 'stack-environment-'));
afterAll(() => rmSync(path, { recursive: true }));

const environmentOf = (env: Record<string, string>) =>
  new StackEnvironment(stackSettings(env), new DataFolder(path), env);

describe('the environment of the processes of the stack', () => {
  it('leads to this machine, on the ports of the stack', () => {
    const environment = environmentOf({ CONSOLE_PORT: '4004', KAFKA_PORT: '19092', ZOOM_SANDBOX_PORT: '4003' });
    expect(environment.of('conferencing')).toMatchObject({
      HOST: '127.0.0.1',
      HTTP_PORT: '3000',
      DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1:54320/conferencing',
      KAFKA_BROKERS: '127.0.0.1:19092',
      ZOOM_API_URL: 'http://127.0.0.1:4003',
      ZOOM_OAUTH_URL: 'http://127.0.0.1:4003',
      ZOOM_REDIRECT_URI: 'http://localhost:4004/v1/oauth/zoom_admin/callback',
    });
    expect(environment.of('read-models')).toMatchObject({
      DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1:54320/read_models',
      TCP_PORT: '3002',
    });
    expect(environment.of('zoom-sandbox')).toMatchObject({
      ZOOM_WEBHOOK_URL: 'http://127.0.0.1:3000/v1/webhooks/zoom',
      ZOOM_SANDBOX_DATA_FILE: join(path, 'zoom-sandbox.json'),
      DATABASE_URL: undefined,
    });
    expect(environment.of('console')).toMatchObject({
      PUBLIC_URL: 'http://localhost:4004',
      CONFERENCING_URL: 'http://127.0.0.1:3000',
      READ_MODELS_TCP_PORT: '3002',
    });
  });

  it('has the values of .env, and those of the user over them', () => {
    expect(environmentOf({}).of('conferencing')).toMatchObject({
      ZOOM_CLIENT_ID: 'local-oauth-client',
      ZOOM_CLIENT_SECRET: 'local-oauth-secret',
      NODE_ENV: 'development',
    });
    const own = environmentOf({ ZOOM_CLIENT_ID: 'mine', ZOOM_API_URL: 'http://zoom.test', TCP_SECRET: 'x'.repeat(32) });
    expect(own.of('conferencing')).toMatchObject({ ZOOM_CLIENT_ID: 'mine', ZOOM_API_URL: 'http://zoom.test' });
    expect(own.of('console').READ_MODELS_TCP_SECRET).toBe('x'.repeat(32));
    expect([own.isOwnZoom, environmentOf({}).isOwnZoom]).toEqual([false, true]);
  });

  it('makes secrets of its own instead of the public ones, and keeps them', () => {
    const names = ['PLATFORM_TOKEN', 'TOKEN_ENCRYPTION_KEYS', 'ZOOM_WEBHOOK_SECRET', 'SESSION_KEYS'] as const;
    const secretsOf = (env: Record<string, string>) => {
      const all = environmentOf(env).of('conferencing');
      return names.map((name) => all[name]);
    };
    const made = secretsOf({});
    expect(made.filter((secret) => secret === undefined || secret.includes('local-'))).toEqual([]);
    expect(secretsOf({})).toEqual(made);
    expect(secretsOf({ PLATFORM_TOKEN: 'mine' })).toEqual(['mine', ...made.slice(1)]);
  });

  it('puts a password of any character into the URL of a server of the user', () => {
    const databaseUrl = 'postgres://admin:p@ss/w?rd#1 $x\'"%25@db.test:5433/postgres';
    const { DATABASE_URL } = environmentOf({ DATABASE_URL: databaseUrl }).of('read-models');
    const { hostname, pathname, password } = new URL(DATABASE_URL!);
    expect([hostname, pathname]).toEqual(['db.test', '/read_models']);
    expect(decodeURIComponent(password)).toBe('p@ss/w?rd#1 $x\'"%');
  });
});
