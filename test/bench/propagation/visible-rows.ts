import { openPool } from '@conferencing/database';
import { Client, type Pool } from 'pg';
import { APPLIED_CHANNEL } from '../../../apps/read-models/src/visibility/applied-channel.js';

/** $1 services, $2 providers. Reads by the table's key, so the number of other pairs does not matter. */
const VERSIONS = `
SELECT service_id || '/' || provider_id AS key, version
FROM unnest($1::text[], $2::text[]) AS wanted (service_id, provider_id)
JOIN projection.conferencing_current USING (service_id, provider_id)`;

/** Reports when a version of a pair can be read in the read model's database: it looks after each announced commit. */
export class VisibleRows {
  private readonly waiting = new Map<string, { version: number; seen: (at: number) => void }>();
  private looking = false;
  /** When the newest commit after the last look was announced, by `performance.now()`. */
  private announced: number | undefined;

  private constructor(
    readonly pool: Pool,
    private readonly client: Client,
  ) {}

  static async open(url: string): Promise<VisibleRows> {
    const client = new Client({ connectionString: url });
    const rows = new VisibleRows(
      openPool({ url, size: 4, applicationName: 'bench' }, () => undefined),
      client,
    );
    client.on('notification', () => void rows.look());
    await client.connect();
    await client.query(`LISTEN ${APPLIED_CHANNEL}`);
    return rows;
  }

  /** When the commit was announced (`performance.now()`) after which that version, or a later one, was found. */
  when(key: string, version: number): Promise<number> {
    return new Promise((seen) => this.waiting.set(key, { version, seen }));
  }

  /** The time at which the next commit is announced. */
  nextAnnounced(): Promise<number> {
    return new Promise((announced) => this.client.once('notification', () => announced(performance.now())));
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.pool.end();
  }

  private async look(): Promise<void> {
    this.announced = performance.now();
    if (this.looking) return;
    this.looking = true;
    while (this.announced !== undefined) {
      const at = this.announced;
      this.announced = undefined;
      const { rows } = await this.pool.query<{ key: string; version: number }>({
        name: 'versions',
        text: VERSIONS,
        values: [0, 1].map((half) => Array.from(this.waiting.keys(), (key) => key.split('/')[half])),
      });
      for (const { key, version } of rows) {
        const wanted = this.waiting.get(key);
        if (wanted === undefined || version < wanted.version) continue;
        this.waiting.delete(key);
        wanted.seen(at);
      }
    }
    this.looking = false;
  }
}
