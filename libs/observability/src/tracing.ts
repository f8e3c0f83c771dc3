import { keepingPropagator } from './keeping-propagator.js';

type Instrumentations = typeof import('@opentelemetry/instrumentation-pg') &
  typeof import('@opentelemetry/instrumentation-http') &
  typeof import('@opentelemetry/instrumentation-kafkajs');

const OPERATIONAL = /^\/(health|metrics|docs)/;

let flush: (() => Promise<void>) | undefined;

/**
 * Starts OpenTelemetry if `OTEL_EXPORTER_OTLP_ENDPOINT` is set; the other `OTEL_*` variables work by its specification,
 * but traces are always passed on in the W3C format. Call before anything else is loaded: it patches pg, kafkajs and
 * http during their load.
 */
export function startTracing(service: string, env: NodeJS.ProcessEnv = process.env): void {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_SDK_DISABLED === 'true') return;
  // Required here, so that a process without tracing does not load the SDK.
  const { NodeSDK, core } = require('@opentelemetry/sdk-node') as typeof import('@opentelemetry/sdk-node');
  const { OTLPTraceExporter } =
    require('@opentelemetry/exporter-trace-otlp-proto') as typeof import('@opentelemetry/exporter-trace-otlp-proto');
  const { HttpInstrumentation, KafkaJsInstrumentation, PgInstrumentation } = {
    ...require('@opentelemetry/instrumentation-http'),
    ...require('@opentelemetry/instrumentation-kafkajs'),
    ...require('@opentelemetry/instrumentation-pg'),
  } as Instrumentations;
  const sdk = new NodeSDK({
    serviceName: env.OTEL_SERVICE_NAME ?? service,
    traceExporter: new OTLPTraceExporter(),
    textMapPropagator: keepingPropagator(
      new core.CompositePropagator({
        propagators: [new core.W3CTraceContextPropagator(), new core.W3CBaggagePropagator()],
      }),
    ),
    instrumentations: [
      new HttpInstrumentation({ ignoreIncomingRequestHook: (request) => OPERATIONAL.test(request.url ?? '') }),
      new PgInstrumentation({ requireParentSpan: true }),
      new KafkaJsInstrumentation(),
    ],
  });
  sdk.start();
  flush = () => sdk.shutdown();
}

/** Sends the buffered spans; nothing is traced after it. */
export async function stopTracing(): Promise<void> {
  await flush?.();
  flush = undefined;
}
