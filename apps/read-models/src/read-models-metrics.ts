import { Gauge, Histogram, type Registry } from 'prom-client';

/** 1 ms to a minute: from the usual few milliseconds to a backlog after an outage. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** The metrics of the read models besides the consumer's own. */
export class ReadModelsMetrics {
  private readonly visible: Histogram;

  constructor(private readonly registry: Registry) {
    this.visible = new Histogram({
      name: 'read_models_visible_seconds',
      help: 'Time from the decision about a change to its visibility here',
      buckets: SECONDS,
      registers: [registry],
    });
  }

  /**
   * @param times RFC 3339, when the owner decided each change
   * @param now milliseconds since the epoch
   */
  becameVisible(times: readonly string[], now: number): void {
    for (const time of times) this.visible.observe(Math.max(0, now - Date.parse(time)) / 1_000);
  }

  watchWaiters(count: () => number): void {
    this.gauge('read_models_version_waiters', 'Requests that wait for a version to become visible', count);
  }

  watchStreams(count: () => number): void {
    this.gauge('read_models_streams', 'Open streams', count);
  }

  private gauge(name: string, help: string, count: () => number): void {
    const collect = function (this: Gauge) {
      this.set(count());
    };
    new Gauge({ name, help, registers: [this.registry], collect });
  }
}
