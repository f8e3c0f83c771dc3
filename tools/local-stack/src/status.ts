import { readKept } from '@conferencing/servers';
import type { DataFolder } from './data-folder.js';
import type { KeptDemo } from './demo/kept-demo.js';
import type { StackEnvironment } from './environment.js';
import { programs } from './programs.js';
import { settingsOf } from './processes.config.js';
import type { StackStatus } from './stack-status.js';

/** What {@link StackStatus} says of a stack that is up. */
export function statusOf(environment: StackEnvironment, folder: DataFolder): StackStatus {
  const kept = readKept<KeptDemo>(folder.file('demo.json'));
  const { host, port } = environment.tcpOfReadModels;
  const { KAFKA_BROKERS, DATABASE_URL } = environment.of('conferencing');
  const readModels = environment.urlOfService('read-models');
  return {
    processes: Object.fromEntries(programs.map((program) => [program.service, environment.urlOf(program)])),
    queries_over_tcp: `${host}:${port}`,
    databases: { conferencing: DATABASE_URL!, read_models: environment.of('read-models').DATABASE_URL! },
    kafka_brokers: KAFKA_BROKERS!,
    platform_token: environment.platformToken,
    demo: kept
      ? {
          account_id: kept.accountId,
          token: kept.token,
          service_id: kept.serviceId,
          provider_id: kept.providerId,
        }
      : null,
    logs: folder.file('logs'),
    try: kept
      ? `curl -H 'authorization: Bearer ${kept.token}' ${readModels}/v1/services/${kept.serviceId}/providers/${kept.providerId}/conferencing`
      : `curl ${readModels}/health`,
    env: Object.fromEntries(programs.map(({ service }) => [service, settingsOf(environment.of(service))])),
  };
}
