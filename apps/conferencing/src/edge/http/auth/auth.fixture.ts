import { generateKeyPairSync } from 'node:crypto';
import { DatabaseModule } from '@conferencing/database';
import { Caller, createHttpApp, HttpEdgeModule, type Principal } from '@conferencing/http-edge';
import { loadSettings } from '@conferencing/settings';
import { appSettings } from '@conferencing/testing';
import { Controller, Get, Module } from '@nestjs/common';
import { SignJWT } from 'jose';
import { conferencingApi } from '../../../conferencing-api.js';
import { conferencingSettings } from '../../../conferencing.config.js';
import { conferencingDatabase } from '../../../persistence/conferencing-database.fixture.js';
import { CONFERENCING_SCHEMA } from '../../../persistence/conferencing.schema.js';
import { SettingsModule } from '../../../settings.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuthModule } from './auth.module.js';

@Controller('v1/whoami')
class WhoAmIController {
  @Get()
  whoAmI(@Caller() caller: Principal): Principal {
    return caller;
  }
}

/** Starts replicas of the accounts part of the app over one database, with an endpoint that returns the caller. */
export async function startReplicas(count: number, own: Record<string, string> = {}) {
  const { url, drop } = await conferencingDatabase();
  const settings = loadSettings(
    conferencingSettings,
    appSettings({
      ...own,
      DATABASE_URL: url,
      KAFKA_BROKERS: 'unused:9092',
      ZOOM_REDIRECT_URI: 'http://localhost/callback',
    }),
  );
  const start = async () => {
    @Module({
      imports: [
        SettingsModule.forRoot(settings),
        HttpEdgeModule,
        DatabaseModule.forRoot({ url, size: 4, applicationName: 'auth', need: 'writes', schema: CONFERENCING_SCHEMA }),
        AuthModule,
        AccountsModule,
      ],
      controllers: [WhoAmIController],
    })
    class ReplicaModule {}
    const app = await createHttpApp(ReplicaModule, { service: 'auth', logLevel: 'silent', api: conferencingApi });
    await app.listen(0, '127.0.0.1');
    return { app, url: await app.getUrl() };
  };
  const replicas = await Promise.all(Array.from({ length: count }, start));
  return {
    urls: replicas.map((replica) => replica.url),
    platformToken: settings.PLATFORM_TOKEN,
    databaseUrl: url,
    stop: async () => {
      await Promise.all(replicas.map(({ app }) => app.close()));
      await drop();
    },
  };
}

/** One request; a body is sent as JSON. */
export async function call(
  url: string,
  {
    method = 'GET',
    token,
    body,
    headers = {},
  }: {
    method?: string;
    token?: string;
    body?: unknown;
    headers?: Record<string, string>;
  } = {},
) {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  // Each test decides which shape the answer has.
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

export const seconds = () => Math.floor(Date.now() / 1_000);

export function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, publicJwk: publicKey.export({ format: 'jwk' }) };
}

/** A JWT of one user for ten minutes, unless the claims say otherwise. */
export function signed(
  { privateKey }: ReturnType<typeof newKey>,
  kid: string,
  claims: Record<string, unknown>,
): Promise<string> {
  const payload = { sub: 'user_d025a96ac0c6', iat: seconds(), exp: seconds() + 600, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
}
