import { request } from 'node:http';
import { eventually } from '@conferencing/testing';
import type { ConferencingUpdatedV1 } from '@conferencing/contracts';
import { PLATFORM_TOKEN } from '../read-models.fixture.js';

export interface StreamedEvent {
  id: string;
  data: ConferencingUpdatedV1;
}

export interface SseReader {
  status: number;
  events: StreamedEvent[];
  /** Waits until this many events have arrived. */
  received(count: number): Promise<StreamedEvent[]>;
  /** True when the server has ended or closed the connection. */
  ended: boolean;
  pause(): void;
  close(): void;
}

/** A client that reads the stream like a browser's EventSource. */
export function openStream(
  url: string,
  account: string,
  path = '',
  lastEventId?: string,
  caller: Record<string, string> = { authorization: `Bearer ${PLATFORM_TOKEN}`, 'x-account-id': account },
): Promise<SseReader> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...caller,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    };
    const call = request(`${url}/v1/conferencing/stream${path}`, { headers, agent: false }, (answer) => {
      const events: StreamedEvent[] = [];
      let rest = '';
      const reader: SseReader = {
        status: answer.statusCode ?? 0,
        events,
        ended: false,
        received: async (count) => {
          await eventually(() => events.length >= count);
          return events;
        },
        pause: () => answer.pause(),
        close: () => call.destroy(),
      };
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block)?.[1];
          const eventId = /^id: (.*)$/m.exec(block)?.[1];
          if (data !== undefined) events.push({ id: eventId ?? '', data: JSON.parse(data) as ConferencingUpdatedV1 });
        }
      });
      const end = () => {
        reader.ended = true;
      };
      answer.on('close', end).on('error', end);
      resolve(reader);
    });
    call.on('error', reject);
    call.end();
  });
}
