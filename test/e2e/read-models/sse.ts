import type { Json } from '../api/caller.js';
import { request } from 'node:http';
import { eventually } from '@conferencing/testing';

export interface StreamedEvent {
  id: string;
  type: string | undefined;
  data: Json;
}

/** A subscriber that reads like a browser's EventSource. */
export interface Subscriber {
  status: number;
  contentType: string | undefined;
  /** The whole body of a refusal. */
  text: string;
  events: StreamedEvent[];
  ended: boolean;
  received(count: number): Promise<StreamedEvent[]>;
  close(): void;
}

function toEvent(block: string): StreamedEvent | undefined {
  const fields = block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line)?.slice(1) ?? []);
  const all = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value as string);
  const data = all('data');
  if (data.length === 0) return undefined;
  return { id: all('id').at(-1) ?? '', type: all('event').at(-1), data: JSON.parse(data.join('\n')) };
}

export function subscribe(url: string, headers: Record<string, string>): Promise<Subscriber> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false }, (answer) => {
      let rest = '';
      const subscriber: Subscriber = {
        status: answer.statusCode ?? 0,
        contentType: answer.headers['content-type'],
        text: '',
        events: [],
        ended: false,
        received: (count) =>
          eventually(() => subscriber.events.length >= count && subscriber.events, {
            what: `${count} events of the stream`,
          }),
        close: () => call.destroy(),
      };
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        subscriber.text += chunk;
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        subscriber.events.push(...blocks.flatMap((block) => toEvent(block) ?? []));
      });
      const end = () => {
        subscriber.ended = true;
      };
      answer.on('close', end).on('error', end);
      resolve(subscriber);
    });
    call.on('error', reject);
    call.end();
  });
}
