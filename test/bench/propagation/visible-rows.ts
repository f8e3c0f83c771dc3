import { openPool } from '@conferencing/database';
import { Client, type Pool } from 'pg';
import { APPLIED_CHANNEL } from '../../../apps/read-models/src/visibility/applied-channel.js';

const VERSIONS = `
SELECT service_id || '/' || provider_id AS key, version FROM projection.conferencing_current
WHERE service_id || '/' || provider_id = ANY ($1::text[])`;

/** Tells when a version of a pair can be read in the read model's database: it looks whenever a batch was committed. */
export class VisibleRows {
  private readonly waiting = new Map<string, { version: number; seen: (at: number) => void }>();
  private looking = false;
  private again = false;

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

  /** The moment (`performance.now()`) in which that version, or a later one, was first found. */
  when(key: string, version: number): Promise<number> {
    return new Promise((seen) => this.waiting.set(key, { version, seen }));
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.pool.end();
  }

  private async look(): Promise<void> {
    this.again = true;
    if (this.looking) return;
    this.looking = true;
    while (this.again) {
      this.again = false;
      const { rows } = await this.pool.query<{ key: string; version: number }>({
        name: 'versions',
        text: VERSIONS,
        values: [[...this.waiting.keys()]],
      });
      for (const { key, version } of rows) {
        const wanted = this.waiting.get(key);
        if (wanted === undefined || version < wanted.version) continue;
        this.waiting.delete(key);
        wanted.seen(performance.now());
      }
    }
    this.looking = false;
  }
}
