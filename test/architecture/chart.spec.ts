import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { consoleSettings } from '../../apps/console/src/console.config.js';
import { conferencingSettings } from '../../apps/conferencing/src/conferencing.config.js';
import { readModelsSettings } from '../../apps/read-models/src/read-models.config.js';

const repository = resolve(__dirname, '../..');
const chart = join(repository, 'deploy/helm/conferencing');
const read = (path: string) => readFileSync(join(chart, path), 'utf8');

interface Values {
  settings?: Record<string, unknown>;
  secrets?: Record<string, unknown>;
  apps: Record<string, { settings?: Record<string, unknown>; secrets?: Record<string, unknown> }>;
}

const valueFiles = ['values.yaml', ...readdirSync(join(chart, 'ci')).map((name) => join('ci', name))];
const known: Record<string, readonly string[]> = {
  conferencing: Object.keys(conferencingSettings.shape),
  'read-models': Object.keys(readModelsSettings.shape),
  console: Object.keys(consoleSettings.shape),
};
const isKnown = (app: string, name: string) =>
  known[app]!.includes(name.replace(/_FILE$/, '')) || name.startsWith('OTEL_') || name === 'NODE_EXTRA_CA_CERTS';

describe.each(valueFiles)('the values %s', (file) => {
  const { apps, settings = {}, secrets = {} } = parse(read(file)) as Values;

  it('name only settings that the app reads', () => {
    const wrong = Object.entries(apps).flatMap(([app, own]) =>
      Object.keys({ ...own.settings, ...own.secrets })
        .filter((name) => !isKnown(app, name))
        .map((name) => `${app}: ${name}`),
    );
    const common = Object.keys({ ...settings, ...secrets }).filter(
      (name) => !isKnown('conferencing', name) && !isKnown('read-models', name),
    );
    expect([...wrong, ...common]).toEqual([]);
  });
});

describe('the chart', () => {
  const templates = readdirSync(join(chart, 'templates')).map((name) => read(join('templates', name)));

  it('starts what the image has', () => {
    const { apps } = parse(read('values.yaml')) as Values;
    const named = templates.flatMap((text) => text.match(/dist\/[\w./%{}$ -]+?\.js/g) ?? []);
    const entries = named.flatMap((entry) =>
      /%s|\{\{/.test(entry) ? Object.keys(apps).map((app) => entry.replace(/%s|\{\{[^}]*\}\}/, app)) : [entry],
    );
    const missing = entries
      .filter((entry) => !entry.endsWith('console/src/migrate.js'))
      .filter((entry) => !existsSync(join(repository, entry.slice('dist/'.length).replace(/\.js$/, '.ts'))));
    expect(entries.length).toBeGreaterThan(4);
    expect(missing).toEqual([]);
  });

  it('gives each app the port that it has by default', () => {
    const ports = /define "conferencing.ports" -}}\n([^]*?)\{\{- end/.exec(read('templates/_helpers.tpl'))![1]!;
    const defaults = (schema: { shape: Record<string, { parse(value: undefined): unknown }> }, name: string) =>
      schema.shape[name]!.parse(undefined);
    expect(parse(ports)).toEqual({
      conferencing: { http: defaults(conferencingSettings, 'HTTP_PORT') },
      'read-models': { http: defaults(readModelsSettings, 'HTTP_PORT'), tcp: defaults(readModelsSettings, 'TCP_PORT') },
      console: { http: defaults(consoleSettings, 'HTTP_PORT') },
    });
  });

  it('has the version of the project', () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string };
    expect(parse(read('Chart.yaml'))).toMatchObject({ version, appVersion: version });
  });

  it('brings the alert rules and dashboards as they are', () => {
    const sources = [
      'deploy/prometheus/alerts.yml',
      ...readdirSync(join(repository, 'deploy/grafana')).map((name) => join('deploy/grafana', name)),
    ];
    for (const source of sources) {
      const own = join('files', source.split('/').at(-1)!);
      expect([own, read(own)]).toEqual([own, readFileSync(join(repository, source), 'utf8')]);
    }
    expect(readdirSync(join(chart, 'files')).every((name) => statSync(join(chart, 'files', name)).isFile())).toBe(true);
  });
});
