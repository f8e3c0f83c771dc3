import { connect } from 'node:net';

/**
 * A process with many open streams. With `STREAM_TIMED` it reports the delay of each event since its `occurred_at`, by
 * the clock of one machine. Without, it only counts bytes, because parsing 100,000 events a second takes longer than
 * sending them.
 */
const { STREAM_URL = '', STREAM_TOKEN = '', STREAM_TIMED } = process.env;

const OCCURRED_AT = /"occurred_at":"([^"]+)"/g;
const BUFFER_BYTES = 262_144;
const OPENED = '\nretry: ';

const target = new URL(STREAM_URL);
const head = ['GET /v1/conferencing/stream HTTP/1.1', `host: ${target.host}`, `authorization: Bearer ${STREAM_TOKEN}`];

/** Bytes of each stream since it was opened. */
const received: number[] = [];
const delays: number[] = [];

function time(text: string): void {
  const now = Date.now();
  for (const [, occurredAt = ''] of text.matchAll(OCCURRED_AT)) delays.push(now - Date.parse(occurredAt));
}

function open(account: string): Promise<void> {
  return new Promise((opened, reject) => {
    const stream = received.push(0) - 1;
    let answer = '';
    const read = (length: number, bytes: Uint8Array): boolean => {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, length);
      if (!answer.includes(OPENED)) {
        answer += chunk.toString('latin1');
        if (!answer.startsWith('HTTP/1.1 200 ')) reject(new Error(`The stream answered ${answer.slice(9, 12)}`));
        if (answer.includes(OPENED)) opened();
        return true;
      }
      received[stream] = (received[stream] ?? 0) + length;
      if (STREAM_TIMED) time(chunk.toString('latin1'));
      return true;
    };
    const onread = { buffer: shared, callback: read };
    const socket = connect({ host: target.hostname, port: Number(target.port), onread });
    socket.on('error', reject);
    socket.on('connect', () => socket.write(`${[...head, `x-account-id: ${account}`].join('\r\n')}\r\n\r\n`));
  });
}

/** Each read is used before the next one, so all streams share one buffer. */
const shared = Buffer.allocUnsafe(BUFFER_BYTES);

process.once('disconnect', () => process.exit(0));
process.on('message', (message: { open?: string[] }) => {
  if (message.open === undefined)
    process.send!({ delays: delays.splice(0), least: Math.min(Number.MAX_SAFE_INTEGER, ...received) });
  else void Promise.all(message.open.map(open)).then(() => process.send!({ opened: true }));
});
process.send!({ ready: true });
