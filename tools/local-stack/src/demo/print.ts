import type { ConferencingUpdatedV1 } from '@conferencing/contracts';
import type { KafkaRecord } from '@conferencing/messaging';

export function heading(text: string): void {
  const bold = process.stdout.isTTY ? `\x1b[1m${text}\x1b[0m` : text;
  process.stdout.write(`\n${bold}\n`);
}

export function line(text: string): void {
  process.stdout.write(`  ${text}\n`);
}

export function json(value: unknown): void {
  const text = JSON.stringify(value, null, 2);
  process.stdout.write(`${text.replaceAll(/^/gm, '  ')}\n`);
}

/** An event as another service would log it: its position and its content, without the resources. */
export function recordInShort({ partition, offset, value }: KafkaRecord): void {
  const { version, change, reason, actor, host_state } = JSON.parse(value!.toString()) as ConferencingUpdatedV1;
  line(`partition ${partition}, offset ${offset}`);
  json({ version, change, reason, actor, host_state });
}

export function record({ key, partition, offset, headers, value, topic }: KafkaRecord): void {
  line(`topic ${topic}, partition ${partition}, offset ${offset}, key ${key?.toString() ?? 'null'}`);
  for (const [name, content] of Object.entries(headers)) line(`${name}: ${String(content)}`);
  json(value && JSON.parse(value.toString()));
}
