import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, OwnedProcess, repository } from '@conferencing/servers';
import { eventually, temporaryFolder } from '@conferencing/testing';

const RULES = join(repository, 'deploy/prometheus/alerts.yml');

interface Alert {
  state: 'pending' | 'firing';
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** The rules as they are, with waits and limits that a test can afford: what was minutes is seconds. */
function hastened(rules: string): string {
  return rules
    .replaceAll(/for: \w+/g, 'for: 2s')
    .replaceAll('[5m]', '[6s]')
    .replaceAll('[1m]', '[3s]')
    .replaceAll(/> 3600\b/g, '> 25')
    .replaceAll(/> 30\b/g, '> 4');
}

/** A real Prometheus that scrapes the apps every half second and judges the rules as often. */
export class Prometheus {
  private constructor(
    private readonly process: OwnedProcess,
    private readonly url: string,
  ) {}

  /** @param targets `http://host:port` of the processes of each app */
  static async start(targets: Readonly<Record<string, readonly string[]>>): Promise<Prometheus> {
    const { path } = temporaryFolder('test-prometheus');
    const port = await freePort();
    writeFileSync(join(path, 'alerts.yml'), hastened(readFileSync(RULES, 'utf8')));
    const jobs = Object.entries(targets).map(([job, urls]) => ({
      job_name: job,
      static_configs: [{ targets: urls.map((url) => new URL(url).host) }],
    }));
    const config = {
      global: { scrape_interval: '500ms', scrape_timeout: '400ms', evaluation_interval: '500ms' },
      rule_files: ['alerts.yml'],
      scrape_configs: jobs,
    };
    // JSON is YAML.
    writeFileSync(join(path, 'prometheus.yml'), JSON.stringify(config));
    const process = await OwnedProcess.start({
      command: 'prometheus',
      args: [
        '--config.file=prometheus.yml',
        `--storage.tsdb.path=${join(path, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      cwd: path,
      logFile: join(path, 'prometheus.log'),
    });
    const prometheus = new Prometheus(process, `http://127.0.0.1:${port}`);
    await eventually(() => prometheus.alerts().then(() => true), { timeoutMs: 30_000, what: 'Prometheus to answer' });
    return prometheus;
  }

  async stop(): Promise<void> {
    await this.process.stop();
  }

  async alerts(): Promise<Alert[]> {
    const answer = await fetch(`${this.url}/api/v1/alerts`);
    return ((await answer.json()) as { data: { alerts: Alert[] } }).data.alerts;
  }

  private async firing(name: string): Promise<Alert[]> {
    return (await this.alerts()).filter(({ labels, state }) => labels.alertname === name && state === 'firing');
  }

  fires(name: string): Promise<Alert> {
    return eventually(async () => (await this.firing(name))[0] ?? false, {
      timeoutMs: 120_000,
      intervalMs: 250,
      what: `${name} to fire`,
    });
  }

  async clears(name: string): Promise<void> {
    await eventually(async () => (await this.firing(name)).length === 0, {
      timeoutMs: 120_000,
      intervalMs: 250,
      what: `${name} to clear`,
    });
  }
}
