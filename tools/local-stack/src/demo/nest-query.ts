import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { PATTERNS, type ConferencingView, type GetConferencing, type InAccount } from '@conferencing/contracts';
import { lastValueFrom, timeout } from 'rxjs';
import type { DemoPlace } from './demo-place.js';

/** Asks read-models over TCP, like another Nest service. */
export async function askOverTcp(
  { host, port, secret }: DemoPlace['tcpOfReadModels'],
  query: InAccount<GetConferencing>,
): Promise<ConferencingView> {
  const withSecret = { serializer: { serialize: (question: object) => ({ ...question, secret }) } };
  const options = { host, port, ...(secret !== undefined && withSecret) };
  const client = ClientProxyFactory.create({ transport: Transport.TCP, options });
  try {
    return await lastValueFrom(client.send<ConferencingView>(PATTERNS.get, query).pipe(timeout(10_000)));
  } finally {
    client.close();
  }
}
