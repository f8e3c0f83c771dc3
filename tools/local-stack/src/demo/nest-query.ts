import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { PATTERNS, type ConferencingView, type GetConferencing, type InAccount } from '@conferencing/contracts';
import { lastValueFrom, timeout } from 'rxjs';

/** Asks read-models over TCP, like another Nest service. */
export async function askOverTcp(
  host: string,
  port: number,
  query: InAccount<GetConferencing>,
): Promise<ConferencingView> {
  const client = ClientProxyFactory.create({ transport: Transport.TCP, options: { host, port } });
  try {
    return await lastValueFrom(client.send<ConferencingView>(PATTERNS.get, query).pipe(timeout(10_000)));
  } finally {
    client.close();
  }
}
