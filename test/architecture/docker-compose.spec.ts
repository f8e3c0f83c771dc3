import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { readComposeFile } from './compose-file.js';

const repository = resolve(__dirname, '../..');
const compose = readComposeFile(join(repository, 'docker-compose.yml'));
const services = Object.entries(compose.services);
const jobs = ['migrate-conferencing', 'migrate-read-models', 'topics'];
const oneShots = [...jobs, 'demo', 'ops'];
/** Those that are scaled: they publish no port of this machine. */
const scaled = ['conferencing', 'read-models', 'console'];
const read = (path: string) => readFileSync(join(repository, path), 'utf8');
const shared: Record<string, string | undefined> = parseEnv(read('.env'));
const ours = services.filter(([, service]) => service.build !== undefined);

/** Names of ports and folders of this machine, which no container has; the demo is a service too. */
const isOfLocalStack = (file: string) => file.startsWith('local-stack') && !file.endsWith('demo.config.ts');

/** Names of settings that a program reads from its environment, as its sources write them. */
function knownSettings(): Set<string> {
  const sources = ['apps', 'libs', 'tools'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !isOfLocalStack(file))
      .map((file) => join(repository, folder, file)),
  );
  const texts = sources.map((file) => readFileSync(file, 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)*\b/g) ?? []));
}

/** The compiled entry points in a service's command. */
function entriesOf(command: readonly string[] = []): string[] {
  return command.join(' ').match(/dist\/\S+\.js/g) ?? [];
}

describe('docker-compose.yml', () => {
  it('has the services of the stack, and no version', () => {
    const byProfile = (profile: string) =>
      services.filter(([, { profiles }]) => profiles?.includes(profile)).map(([name]) => name);
    expect(services.filter(([, { profiles }]) => !profiles?.length)).toEqual([]);
    expect(byProfile('servers')).toEqual(['postgres', 'kafka']);
    expect(byProfile('app')).toEqual([...jobs, 'conferencing', 'read-models', 'gateway']);
    expect(byProfile('sandbox')).toEqual(['zoom-sandbox']);
    expect(byProfile('demo')).toEqual(['demo']);
    expect(byProfile('ops')).toEqual(['ops']);
    expect(byProfile('console')).toEqual(['console', 'gateway']);
    expect(byProfile('observability')).toEqual(['prometheus', 'grafana', 'jaeger']);
    expect(byProfile('tools')).toEqual(['kafka-console']);
    expect(compose).not.toHaveProperty('version');
  });

  it.each(services)('%s waits only for what exists and can become what it waits for', (_, service) => {
    const wrong = Object.entries(service.depends_on ?? {}).filter(([name, { condition }]) => {
      const other = compose.services[name];
      if (condition === 'service_completed_successfully') return !other || !jobs.includes(name);
      return condition !== 'service_healthy' || !other?.healthcheck;
    });
    expect(wrong).toEqual([]);
  });

  it.each(services.filter(([name]) => !oneShots.includes(name)))('%s says whether it is healthy', (_, service) => {
    expect(service.healthcheck?.test[0]).toBe('CMD');
  });

  it.each(services)('%s mounts only volumes that are declared', (_, service) => {
    const mounted = (service.volumes ?? []).map((volume) => volume.split(':')[0]!);
    expect(mounted.filter((volume) => !(volume in (compose.volumes ?? {})))).toEqual([]);
  });

  it('keeps the data of PostgreSQL 18 where that version has it', () => {
    expect(compose.services.postgres?.volumes).toEqual(['postgres-data:/var/lib/postgresql']);
  });

  it.each(ours)('%s runs what the build makes', (_, service) => {
    const entries = entriesOf([...(service.entrypoint ?? []), ...(service.command ?? [])]);
    const missing = entries.filter((entry) => !existsSync(join(repository, entry.slice(5).replace(/\.js$/, '.ts'))));
    expect(entries.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  it('shows the demo on the processes that it names, and keeps its account', () => {
    const { environment = {}, volumes } = compose.services.demo!;
    for (const [setting, service] of [
      ['CONFERENCING_URL', 'conferencing'],
      ['READ_MODELS_URL', 'read-models'],
    ] as const) {
      const { HTTP_PORT } = compose.services[service]!.environment!;
      expect(environment[setting]).toBe(`http://${service}:${HTTP_PORT}`);
    }
    expect(environment.READ_MODELS_TCP_PORT).toBe(compose.services['read-models']!.environment!.TCP_PORT);
    expect(volumes).toEqual(['demo-data:/data']);
    expect(String(environment.DEMO_DATA_FILE)).toMatch(/^\/data\//);
  });

  it.each(ours)('%s gets only settings that a program reads', (_, service) => {
    const known = knownSettings();
    expect(Object.keys(service.environment ?? {}).filter((setting) => !known.has(setting))).toEqual([]);
  });

  it('starts by itself what npm start starts', () => {
    expect(shared.COMPOSE_PROFILES?.split(',')).toEqual(['servers', 'app', 'sandbox', 'console']);
  });

  it('has no value of its own for what .env has, and reads all of it', () => {
    const { COMPOSE_PROFILES: _, ...values } = shared;
    const text = read('docker-compose.yml');
    for (const [name, value] of Object.entries(values)) {
      expect([name, text.includes(`\${${name}:`)]).toEqual([name, true]);
      expect([name, text.match(new RegExp(`\\$\\{${name}:-[^}]+\\}`, 'g'))]).toEqual([name, null]);
      // A quotation mark, a backslash or a dollar sign would mean something else to compose than to Node.
      expect([name, value]).toEqual([name, expect.stringMatching(/^[\w:=,.-]+$/)]);
    }
  });

  it('reads each variable that .env.example names', () => {
    const named = read('.env.example').match(/(?<=^#)[A-Z_]+(?==)/gm) ?? [];
    const text = read('docker-compose.yml');
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => name !== 'COMPOSE_PROFILES' && !text.includes(`\${${name}`))).toEqual([]);
  });

  it('needs no other profile for what it waits for', () => {
    const missing = services.flatMap(([name, { profiles = [], depends_on = {} }]) =>
      Object.entries(depends_on)
        .filter(
          ([other, { required = true }]) =>
            required && !compose.services[other]?.profiles?.some((p) => profiles.includes(p)),
        )
        .map(([other]) => `${name}: ${other}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(scaled)('%s can be scaled: the gateway has its ports', (name) => {
    expect(compose.services[name]?.ports).toBeUndefined();
    const { HTTP_PORT, TCP_PORT } = compose.services[name]!.environment!;
    const gateway = read('deploy/compose/haproxy.cfg');
    for (const port of [HTTP_PORT, TCP_PORT].filter((value) => value !== undefined)) {
      expect(gateway).toMatch(new RegExp(`bind :${port}\\n`));
      expect(gateway).toMatch(new RegExp(`server-template process \\d+ ${name}:${port}\\b`));
      expect(compose.services.gateway?.ports?.some((published) => published.endsWith(`:${port}`))).toBe(true);
    }
  });

  it.each(services)('%s is restarted, bounded, and may not gain rights', (name, service) => {
    expect(service.restart).toBe(oneShots.includes(name) ? 'on-failure:3' : 'unless-stopped');
    expect(service).toMatchObject({ mem_limit: expect.any(String), logging: { options: { 'max-size': '10m' } } });
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    if (service.build !== undefined) expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  });

  it.each(services.filter(([, { healthcheck }]) => healthcheck))(
    '%s is not asked all the time',
    (_, { healthcheck }) => {
      expect(healthcheck).toMatchObject({ interval: '15s', start_interval: '1s' });
      expect(healthcheck!.test.join(' ')).not.toMatch(/kafka-[a-z-]+\.sh|java/);
    },
  );

  it('mounts files that are there', () => {
    const mounted = services.flatMap(([, { configs = [] }]) => configs.map(({ source }) => source));
    expect([...new Set(mounted)].sort()).toEqual(Object.keys(compose.configs ?? {}).sort());
    for (const { file } of Object.values(compose.configs ?? {}))
      expect([file, existsSync(join(repository, file))]).toEqual([file, true]);
  });

  it('publishes to this machine only', () => {
    const published = services.flatMap(([, { ports = [] }]) => ports);
    expect(published.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  const lines = readFileSync(join(repository, 'Dockerfile'), 'utf8').split('\n');

  it('ends as a user who is not root', () => {
    const user = lines.filter((line) => line.startsWith('USER ')).at(-1);
    expect(user).toMatch(/^USER [1-9]\d*:[1-9]\d*$/);
  });

  it('contains everything that was built, because the tools use each other', () => {
    expect(lines.filter((line) => /\brm\b.*dist\/(apps|libs|tools)/.test(line))).toEqual([]);
  });

  it('takes its modules from a stage without development dependencies', () => {
    const stage = lines
      .slice(
        0,
        lines.findIndex((line) => /^FROM .* AS build/.test(line)),
      )
      .join('\n');
    expect(stage).toContain('npm ci --omit=dev');
    expect(lines).toContain('COPY --from=modules /app/node_modules node_modules');
  });
});
