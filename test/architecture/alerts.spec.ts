import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const repository = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(repository, path), 'utf8');

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; runbook_url: string };
}

const { groups } = parse(read('deploy/prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const { tests } = parse(read('deploy/prometheus/alerts.test.yml')) as { tests: { name: string }[] };
const dashboards = readdirSync(join(repository, 'deploy/grafana')).filter((name) => name.endsWith('.json'));

/** Names that our processes give to metrics, as their sources spell them, with the series of a histogram. */
function knownMetrics(): Set<string> {
  const sources = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\/src\/.*\.ts$/.test(file) && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(join(repository, folder, file), 'utf8')),
  );
  const names = sources.flatMap((text) => text.match(/(?<=')[a-z]+(?:_[a-z]+)+(?=')/g) ?? []);
  const series = names.flatMap((name) => [name, `${name}_bucket`, `${name}_count`, `${name}_sum`]);
  // prom-client's own, and Prometheus's.
  return new Set([...series, 'up', 'process_cpu_seconds_total', 'process_resident_memory_bytes']);
}

const known = knownMetrics();
const prefixes =
  /\b(?:up|(?:outbox|messaging|conferencing|read_models|http|db|credential|process)_[a-z_]+)\b(?=[{[)\s]|$)/g;
const metricsOf = (expression: string) => {
  // Words in quotes and after "by" are labels and their values.
  const bare = expression.replaceAll(/"[^"]*"/g, '""').replaceAll(/\b(?:by|on|without) \([^)]*\)/g, '');
  return bare.match(prefixes) ?? [];
};

describe.each(rules)('the alert $alert', ({ alert, expr, labels, annotations }) => {
  it('asks for metrics that the apps have', () => {
    const asked = metricsOf(expr);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });

  it('says what is the matter, how bad it is, and leads to its page', () => {
    expect(['critical', 'warning', 'info']).toContain(labels.severity);
    expect(annotations.summary).toMatch(/\.$/);
    const page = read(annotations.runbook_url);
    expect(page.startsWith(`# ${alert}\n`)).toBe(true);
    for (const part of ['**What it means.**', '**Look.**', '**Do.**', '**It clears when:**'])
      expect(page).toContain(part);
    const [, first] = /^```sh\n(.*)$/m.exec(page) ?? [];
    expect(first).toMatch(/^npm run \S/);
    expect(page.split('\n')[2]).toContain(`Type \`${first}\``);
  });

  it('has a test of its expression', () => {
    expect(tests.filter(({ name }) => name === alert)).toHaveLength(1);
  });
});

it('each page of a runbook belongs to an alert', () => {
  const pages = readdirSync(join(repository, 'docs/runbooks')).map((name) => `docs/runbooks/${name}`);
  expect(pages.sort()).toEqual(rules.map(({ annotations }) => annotations.runbook_url).sort());
});

describe.each(dashboards)('the dashboard %s', (name) => {
  const dashboard = JSON.parse(read(join('deploy/grafana', name))) as {
    uid: string;
    title: string;
    panels: { id: number; title: string; type: string; gridPos: object; targets?: { expr: string; refId: string }[] }[];
  };

  it('has the form that Grafana imports', () => {
    expect(dashboard).toMatchObject({
      uid: expect.any(String),
      title: expect.any(String),
      schemaVersion: expect.any(Number),
    });
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const panel of dashboard.panels) {
      expect(panel).toMatchObject({
        title: expect.any(String),
        type: expect.any(String),
        gridPos: { h: expect.any(Number) },
      });
    }
  });

  it('asks for metrics that the apps have', () => {
    const expressions = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    expect(expressions.length).toBeGreaterThan(5);
    for (const expression of expressions) {
      const asked = metricsOf(expression);
      expect([expression, asked.length > 0]).toEqual([expression, true]);
      expect([expression, asked.filter((metric) => !known.has(metric))]).toEqual([expression, []]);
    }
  });
});
