import type { StackStatus } from './stack-status.js';

/**
 * Where to look, and with what, in lines for people.
 *
 * @param signIn a link that signs in to the console, once
 */
export function summary(status: StackStatus, signIn: string | undefined): string {
  const rows: [string, string][] = [
    ...Object.entries(status.processes).map(([name, url]): [string, string] => [name, `${url}/docs`]),
    ['queries, TCP', status.queries_over_tcp],
    ['conferencing', status.databases.conferencing],
    ['read models', status.databases.read_models],
    ['Kafka', status.kafka_brokers],
    ['platform token', status.platform_token],
    ...(status.demo === null ? [] : [demoRow(status.demo)]),
    ['logs', status.logs],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  const parts = [
    ['Where to look', ...lines],
    ...(signIn === undefined ? [] : [['The console, signed in to the demo; the link works once', `  ${signIn}`]]),
    ['Try it', `  ${status.try}`],
  ];
  return `\n${parts.map((part) => part.join('\n')).join('\n\n')}\n\n`;
}

function demoRow({ account_id, token }: NonNullable<StackStatus['demo']>): [string, string] {
  return ['demo account', `${account_id}, token ${token}`];
}
