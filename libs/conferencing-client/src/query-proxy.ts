import { PATTERNS } from '@conferencing/contracts';
import { ClientKafka, ClientTCP } from '@nestjs/microservices';
import { checkOptions } from './check-options.js';
import type { ConferencingClientOptions, KafkaClientOptions, TcpClientOptions } from './conferencing-client.config.js';

/** Creates the connection from the options, without opening it. */
export function createQueryProxy(options: ConferencingClientOptions): ClientTCP | ClientKafka {
  checkOptions(options);
  return options.transport === 'tcp' ? tcpProxy(options) : kafkaProxy(options);
}

function tcpProxy({ host, port, tls, secret }: TcpClientOptions): ClientTCP {
  return new ClientTCP({
    host,
    port,
    ...(tls && { tlsOptions: tls === true ? {} : tls }),
    ...(secret !== undefined && { serializer: { serialize: (question: object) => ({ ...question, secret }) } }),
  });
}

function kafkaProxy({ brokers, groupId, tls, sasl }: KafkaClientOptions): ClientKafka {
  const proxy = new ClientKafka({
    client: { brokers, clientId: groupId, ...(tls && { ssl: tls }), ...(sasl && { sasl }) },
    consumer: { groupId, allowAutoTopicCreation: false },
    producer: { allowAutoTopicCreation: false },
  });
  for (const pattern of Object.values(PATTERNS)) proxy.subscribeToResponseOf(pattern);
  return proxy;
}
