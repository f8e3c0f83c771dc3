import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface CollectedSpan {
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string;
  /** Trace ids of the spans that it is linked with. */
  links: string[];
}

/** The fields of a message of Protocol Buffers that have a length: what a trace's names and ids are made of. */
function* fieldsOf(message: Buffer): Generator<[number, Buffer]> {
  let at = 0;
  const varint = (): number => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = message[at++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const [field, wireType] = [Math.floor(tag / 8), tag % 8];
    if (wireType === 0) varint();
    else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else {
      const length = varint();
      yield [field, message.subarray(at, at + length)];
      at += length;
    }
  }
}

const all = (message: Buffer, field: number) => [...fieldsOf(message)].filter(([n]) => n === field).map(([, b]) => b);
const one = (message: Buffer, field: number) => all(message, field)[0] ?? Buffer.alloc(0);

/** See opentelemetry/proto/trace/v1/trace.proto for the numbers. */
function spansIn(request: Buffer): CollectedSpan[] {
  return all(request, 1).flatMap((resourceSpans) => {
    const attributes = all(one(resourceSpans, 1), 1);
    const name = attributes.find((attribute) => one(attribute, 1).toString() === 'service.name');
    const service = name ? one(one(name, 2), 1).toString() : '';
    return all(resourceSpans, 2).flatMap((scope) =>
      all(scope, 2).map((span) => ({
        service,
        name: one(span, 5).toString(),
        traceId: one(span, 1).toString('hex'),
        spanId: one(span, 2).toString('hex'),
        parentSpanId: one(span, 4).toString('hex'),
        links: all(span, 13).map((link) => one(link, 1).toString('hex')),
      })),
    );
  });
}

/** Takes traces as a collector of OpenTelemetry does, by OTLP over HTTP, and keeps them. */
export class OtlpCollector {
  readonly spans: CollectedSpan[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      this.spans.push(...spansIn(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body));
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });

  async start(): Promise<void> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  of(traceId: string): CollectedSpan[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
