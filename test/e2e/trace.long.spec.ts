import { randomBytes } from 'node:crypto';
import { eventually } from '@conferencing/testing';
import { WorldWithBroker } from './own-broker.js';
import { pairsOf, type Staff, staffOf } from './read-models/staff.js';
import { OtlpCollector } from './trace/otlp-collector.js';

describe('the trace of a change', () => {
  const world = new WorldWithBroker();
  const collector = new OtlpCollector();
  let staff: Staff;

  beforeAll(async () => {
    await collector.start();
    await world.start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100' });
    staff = await staffOf(await world.tenant());
  });
  afterAll(async () => {
    await world.stop();
    await collector.stop();
  });

  /** Sends a PUT as part of a trace, and waits until the trace has reached read-models. */
  async function traceOfPut(path: string): Promise<string> {
    const traceId = randomBytes(16).toString('hex');
    const body = { connected_account_id: staff.connection.id, external_user_id: staff.anna };
    const api = staff.tenant.api.with({ traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` });
    expect((await api.put(path, body)).status).toBe(200);
    return traceId;
  }
  const reachesReadModels = (traceId: string) =>
    eventually(() => collector.of(traceId).some(({ service }) => service === 'read-models'), {
      timeoutMs: 60_000,
      what: 'the trace to reach read-models',
    });

  it('is one from the request over the outbox and Kafka to the projection', async () => {
    const [pair] = await pairsOf(staff.tenant, 1, 1);
    const traceId = await traceOfPut(pair!.conferencing);
    await reachesReadModels(traceId);
    await eventually(() => collector.of(traceId).some(({ name }) => name.startsWith('PUT')));
    const spans = collector.of(traceId);
    const request = spans.find(({ service, name }) => service === 'conferencing' && name.startsWith('PUT'));
    const applied = spans.find(({ name }) => name === 'process conferencing.updated');
    expect([request?.service, applied?.service]).toEqual(['conferencing', 'read-models']);
    // Each span hangs on another of the same trace: nothing between the request and the projection is lost.
    const parentOf = (id: string) => spans.find(({ spanId }) => spanId === id)?.parentSpanId;
    let at = applied!.spanId;
    while (at !== request!.spanId) {
      const parent = parentOf(at);
      expect([at, parent]).toEqual([at, expect.stringMatching(/^[0-9a-f]{16}$/)]);
      at = parent!;
    }
  });

  it('reaches the projection too when a batch holds many traces', async () => {
    const pairs = await pairsOf(staff.tenant, 1, 20);
    world.broker.signal('SIGSTOP');
    const traces = await Promise.all(pairs.map(({ conferencing }) => traceOfPut(conferencing))).finally(() =>
      world.broker.signal('SIGCONT'),
    );
    await Promise.all(traces.map(reachesReadModels));
    const linked = collector.spans.filter(
      ({ name, links }) => name === 'process conferencing.updated' && links.length > 1,
    );
    expect(linked.length).toBeGreaterThan(0);
  });
});
