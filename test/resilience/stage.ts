import { type AppName, type AppProcess, type AppSettings, type Build, startApp } from '@conferencing/testing';
import type { Pair } from '../e2e/api/tenant.js';
import { WorldWithBroker } from '../e2e/own-broker.js';
import { assign, pairsOf, type Staff, staffOf } from '../e2e/read-models/staff.js';

/** A system with pairs that have hosts, and as many more processes as a test starts. */
export class Stage extends WorldWithBroker {
  private readonly more: AppProcess[] = [];
  staff: Staff;
  pairs: Pair[];

  override async start(settings: AppSettings = {}, build?: Build): Promise<void> {
    await super.start(settings, build);
    this.staff = await staffOf(await this.tenant());
    this.pairs = await pairsOf(this.staff.tenant, 4, 4);
    await Promise.all(this.pairs.map((pair) => assign(this.staff, pair, this.staff.anna)));
  }

  /** Starts one more process, or a replacement of one that has ended, with these settings. */
  async startProcess(name: AppName, settings: AppSettings): Promise<AppProcess> {
    const app = await startApp(name, settings);
    this.more.push(app);
    return app;
  }

  override async stop(): Promise<void> {
    await Promise.all(this.more.map((app) => app.stop()));
    await super.stop();
  }
}

/** The value of one metric of a process, summed over its labels; 0 while there is none. */
export async function metricOf({ url }: AppProcess, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const values = [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (\\S+)$`, 'gm'))].map(([, value]) => Number(value));
  return values.reduce((sum, value) => sum + value, 0);
}
