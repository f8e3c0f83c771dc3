import { Database } from '@conferencing/database';
import { within } from '@conferencing/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { BUSINESS_FIGURES } from './business-figures.sql.js';

/** Connections that have a figure of their own: each is a series, in each process. */
const NAMED_CONNECTIONS = 20;
/** Counting a million pairs takes some tenths of a second, so not every scrape counts anew. */
const FRESH_MS = 30_000;
/** A slow database must not hold up the scrape of all other metrics: the figures come with a later one. */
const READING_LIMIT_MS = 200;

type Figures = Record<string, number>;

/**
 * What the installation holds, read from the database by each process: take `max`, not `sum`, over processes. While the
 * database is away there are no figures.
 */
@Injectable()
export class BusinessMetrics {
  private readonly logger = new Logger(BusinessMetrics.name);
  private readAt = -Infinity;
  private reading: Promise<void> | undefined;
  private readonly gauges: { pairs: Gauge; connections: Gauge; ages: Gauge };

  constructor(
    private readonly database: Database,
    registry: Registry,
  ) {
    const refresh = () => this.refresh();
    const gauge = (name: string, help: string, label: string) =>
      new Gauge({ name, help, labelNames: [label], registers: [registry], collect: refresh });
    this.gauges = {
      pairs: gauge('conferencing_pairs', 'Pairs that may have a host, by host_state', 'host_state'),
      connections: gauge('conferencing_connections', 'Connected accounts by status', 'status'),
      ages: gauge(
        'conferencing_full_sync_age_seconds',
        `Since the last full sync of an active connection; the ${NAMED_CONNECTIONS} longest`,
        'connected_account_id',
      ),
    };
  }

  private async refresh(): Promise<void> {
    if (performance.now() - this.readAt < FRESH_MS) return;
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    await within(READING_LIMIT_MS, this.reading);
  }

  private async read(): Promise<void> {
    try {
      const [figures] = await this.database.query<Record<'pairs' | 'connections' | 'ages', Figures | null>>(
        BUSINESS_FIGURES,
        [NAMED_CONNECTIONS],
      );
      this.readAt = performance.now();
      this.show('pairs', 'host_state', figures?.pairs);
      this.show('connections', 'status', figures?.connections);
      this.show('ages', 'connected_account_id', figures?.ages);
    } catch (error) {
      for (const gauge of Object.values(this.gauges)) gauge.reset();
      this.logger.debug({ err: error }, 'The figures for the metrics could not be read');
    }
  }

  private show(name: 'pairs' | 'connections' | 'ages', label: string, figures: Figures | null | undefined): void {
    const gauge = this.gauges[name];
    gauge.reset();
    for (const [key, value] of Object.entries(figures ?? {})) gauge.set({ [label]: key }, value);
  }
}
