import type { Json } from '../api/caller.js';
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import {
  ConferencingClient,
  ConferencingClientModule,
  type ConferencingClientOptions,
  ConferencingQueryError,
} from '@conferencing/client';
import { type Pattern, PATTERNS } from '@conferencing/contracts';
import { NestFactory } from '@nestjs/core';
import { ClientKafka, type ClientProxy, ClientTCP } from '@nestjs/microservices';
import { firstValueFrom, timeout } from 'rxjs';
import type { WorldWithBroker } from '../own-broker.js';

interface Failure {
  status: string;
  code: string;
  detail: string;
}

/** Sends one query over one transport: the reply, or the error as it arrived. */
type Ask = (pattern: Pattern, payload: object) => Promise<{ reply?: Json; error?: Failure }>;

export interface Askers {
  tcp: Ask;
  kafka: Ask;
  'the client over TCP': Ask;
  'the client over Kafka': Ask;
}

const TIMEOUT_MS = 20_000;

function overProxy(proxy: Pick<ClientProxy, 'send'>): Ask {
  return (pattern, payload) =>
    firstValueFrom(proxy.send<unknown>(pattern, payload).pipe(timeout(TIMEOUT_MS))).then(
      (reply) => ({ reply }),
      (error: Failure) => ({ error }),
    );
}

function overClient(client: ConferencingClient): Ask {
  return async (pattern, payload: Json) => {
    const calls: Record<Pattern, () => Promise<unknown>> = {
      [PATTERNS.get]: () => client.get(payload),
      [PATTERNS.list]: () => client.list(payload),
      [PATTERNS.hosts]: () => ('external_user_id' in payload ? client.host(payload) : client.hosts(payload)),
      [PATTERNS.impact]: () => client.impact(payload),
      [PATTERNS.history]: () => client.history(payload),
      [PATTERNS.changes]: () => client.changes(payload),
    };
    try {
      return { reply: await calls[pattern]() };
    } catch (error) {
      if (!(error instanceof ConferencingQueryError)) throw error;
      const { status, code, detail } = error;
      return { error: { ...error.errors[0], status: String(status), code, detail } };
    }
  };
}

/** The Nest app of another service, used only for its client. */
async function openClient(
  options: ConferencingClientOptions,
): Promise<{ client: ConferencingClient; close(): Promise<void> }> {
  const app = await NestFactory.createApplicationContext(ConferencingClientModule.register(options), { logger: false });
  return { client: app.get(ConferencingClient), close: () => app.close() };
}

export async function openAskers(world: WorldWithBroker): Promise<{ askers: Askers; close(): Promise<void> }> {
  const { tcpPort } = world.system.readModels;
  const groupId = `asking-${randomBytes(4).toString('hex')}`;
  const brokers = [world.brokers];
  const tcp = new ClientTCP({ host: '127.0.0.1', port: tcpPort });
  const kafka = new ClientKafka({ client: { brokers, clientId: groupId }, consumer: { groupId } });
  for (const pattern of Object.values(PATTERNS)) kafka.subscribeToResponseOf(pattern);
  const [clientOverTcp, clientOverKafka] = await Promise.all([
    openClient({ transport: 'tcp', host: '127.0.0.1', port: tcpPort }),
    openClient({ transport: 'kafka', brokers, groupId: `${groupId}-client`, timeoutMs: TIMEOUT_MS }),
    tcp.connect(),
    kafka.connect(),
  ]);
  return {
    askers: {
      tcp: overProxy(tcp),
      kafka: overProxy(kafka),
      'the client over TCP': overClient(clientOverTcp.client),
      'the client over Kafka': overClient(clientOverKafka.client),
    },
    close: async () => {
      tcp.close();
      await Promise.all([kafka.close(), clientOverTcp.close(), clientOverKafka.close()]);
    },
  };
}
