import { request } from 'node:http';

/**
 * A process that holds many open streams and tells how long each event was under way, from its `occurred_at` on: the
 * clock of one machine.
 */
const { STREAM_URL = '', STREAM_TOKEN = '', STREAM_ACCOUNT = '', STREAM_COUNT = '1' } = process.env;

const OCCURRED_AT = /"occurred_at":"([^"]+)"/g;
let delays: number[] = [];

function open(): Promise<void> {
  return new Promise((opened, reject) => {
    const headers = { authorization: `Bearer ${STREAM_TOKEN}`, 'x-account-id': STREAM_ACCOUNT };
    const call = request(`${STREAM_URL}/v1/conferencing/stream`, { headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`The stream answered ${answer.statusCode}`));
      answer.setEncoding('latin1');
      answer.once('data', () => opened());
      answer.on('data', (chunk: string) => {
        const now = Date.now();
        for (const [, occurredAt = ''] of chunk.matchAll(OCCURRED_AT)) delays.push(now - Date.parse(occurredAt));
      });
    });
    call.on('error', reject);
    call.end();
  });
}

process.once('disconnect', () => process.exit(0));
process.on('message', () => {
  process.send!({ delays });
  delays = [];
});

async function openAll(): Promise<void> {
  for (let n = 0; n < Number(STREAM_COUNT); n += 1) await open();
  process.send!({ ready: true });
}

void openAll();
