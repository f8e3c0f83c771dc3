import { createParser } from 'eventsource-parser';

export interface SseMessage {
  id: string | undefined;
  data: string;
}

export type SseEnd = 'ended' | 'unauthorized' | 'unknown_id';

/** The server sends a sign of life every 15 s. */
const SILENCE_MS = 40_000;

/**
 * Reads one connection of a server-sent stream to its end. Unlike EventSource it tells why a stream was refused, and
 * resumes from an id also after a refusal.
 * @param csrfToken of the session whose account the stream is of
 */
export async function readSse(
  csrfToken: string | undefined,
  url: string,
  lastEventId: string | undefined,
  signal: AbortSignal,
  on: { open: () => void; id: (id: string) => void; message: (message: SseMessage) => void },
): Promise<SseEnd> {
  const silence = new AbortController();
  const cut = () => silence.abort();
  let timer = setTimeout(cut, SILENCE_MS);
  // A browser without a network would wait for the next sign of life before it tells.
  window.addEventListener('offline', cut);
  try {
    const response = await fetch(url, {
      headers: {
        accept: 'text/event-stream',
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
        ...(csrfToken === undefined ? {} : { 'x-csrf-token': csrfToken }),
      },
      signal: AbortSignal.any([signal, silence.signal]),
      cache: 'no-store',
    });
    if (response.status === 401 || response.status === 403) return 'unauthorized';
    if (response.status === 400 && lastEventId !== undefined) return 'unknown_id';
    if (!response.ok || response.body === null) return 'ended';
    on.open();
    const parser = createParser({ onEvent: ({ id, data }) => on.message({ id, data }) });
    const opening = openingId(on.id);
    for await (const text of chunksOf(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(cut, SILENCE_MS);
      opening(text);
      parser.feed(text);
    }
    return 'ended';
  } catch {
    return 'ended';
  } finally {
    clearTimeout(timer);
    window.removeEventListener('offline', cut);
  }
}

/** The first frame says where the stream begins and carries no data, so a parser of events leaves it out. */
function openingId(found: (id: string) => void): (text: string) => void {
  let frame: string | undefined = '';
  return (text) => {
    if (frame === undefined) return;
    frame += text;
    if (!frame.includes('\n\n')) return;
    const [first = ''] = frame.split('\n\n');
    const id = /^id: ?(.+)$/m.exec(first)?.[1];
    if (id !== undefined && !/^data:/m.test(first)) found(id);
    frame = undefined;
  };
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
