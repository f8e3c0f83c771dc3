import { startTracing } from '@conferencing/observability';
import type { ConsumerProcessSettings } from './consumer-process.js';

/** A process with tracing that sends one record with the trace of a request and one without any. */
startTracing('traced-sender', { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });

async function main(): Promise<void> {
  const { brokers, topic } = JSON.parse(process.env.CONSUMER_SETTINGS ?? '{}') as ConsumerProcessSettings;
  // Loaded after tracing has started, because it is patched then.
  const { testKafka } = require('./harness.js') as typeof import('./harness.js');
  const producer = testKafka(brokers).producer();
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  await producer.send(topic, [
    { key: 'a', value: 'of a request', headers: { traceparent } },
    { key: 'a', value: 'of nobody' },
  ]);
  process.exit(0);
}
void main();
