import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@conferencing/servers';
import { temporaryFolder } from '@conferencing/testing';
import { EmptyEngine } from './empty-engine.js';
import { buildGoProgram, COMPOSE, runProgram } from './go-program.js';

interface Service {
  container_name?: string;
  scale?: number;
  environment?: Record<string, string | null>;
  ports?: { published: string; host_ip: string; protocol: string }[];
}

const APPS = ['conferencing', 'read-models', 'console'];
const JOBS = ['migrate-conferencing', 'migrate-read-models', 'topics'];
const ALL = { COMPOSE_PROFILES: '*' };

describe('docker compose itself', () => {
  let program: string;
  let folder: string;
  beforeAll(async () => {
    program = await buildGoProgram(COMPOSE);
    folder = temporaryFolder('compose').path;
  }, 900_000);

  const compose = (env: Record<string, string>, ...args: string[]) => runProgram(program, args, env);
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  /** The services as compose would run them. */
  async function services(env: Record<string, string>, ...args: string[]): Promise<Record<string, Service>> {
    const { code, stdout, stderr } = await compose(env, ...args, 'config', '--format', 'json');
    // A warning is about a variable that nobody has set.
    expect([code, stderr]).toEqual([0, '']);
    return (JSON.parse(stdout) as { services: Record<string, Service> }).services;
  }
  const published = (all: Record<string, Service>) =>
    Object.values(all).flatMap(({ ports = [] }) => ports.map((port) => `${port.published}/${port.protocol}`));

  it('accepts every profile by itself', async () => {
    const { stdout } = await compose({}, 'config', '--profiles');
    const profiles = stdout.trim().split('\n').sort();
    expect(profiles).toEqual(['app', 'console', 'demo', 'observability', 'ops', 'sandbox', 'servers', 'tools']);
    for (const profile of profiles) {
      const started = Object.keys(await services({ COMPOSE_PROFILES: profile }));
      expect([profile, started.length > 0]).toEqual([profile, true]);
    }
  });

  it('starts what .env names when nothing else is said', async () => {
    const started = Object.keys(await services({})).sort();
    const named = ['conferencing', 'console', 'gateway', 'kafka', 'migrate-conferencing', 'migrate-read-models'];
    expect(started).toEqual([...named, 'postgres', 'read-models', 'topics', 'zoom-sandbox']);
  });

  it('can run three processes of each app, and no two services want the same port of this machine', async () => {
    const scaled = JSON.stringify({ services: Object.fromEntries(APPS.map((app) => [app, { scale: 3 }])) });
    const all = await services(ALL, '-f', 'docker-compose.yml', '-f', file('scaled.json', scaled));
    for (const app of APPS) {
      expect(all[app]).toMatchObject({ scale: 3 });
      expect([all[app]!.container_name, all[app]!.ports]).toEqual([undefined, undefined]);
    }
    const ports = published(all);
    expect(ports.length).toBeGreaterThan(8);
    expect(new Set(ports).size).toBe(ports.length);
  });

  /** What compose would do on an engine without any container: the name and number of a service, and what happens to it. */
  async function planOf(env: Record<string, string>, ...args: string[]): Promise<RegExpExecArray[]> {
    const engine = new EmptyEngine(JOBS);
    try {
      const there = { ...env, DOCKER_HOST: await engine.start(folder) };
      const { code, stderr } = await compose(there, '--ansi=never', '--dry-run', 'up', '-d', '--no-build', ...args);
      expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
      return [...stderr.matchAll(/Container conferencing-(\S+?)-(\d+) +(Starting|Started|Healthy|Exited)$/gm)];
    } finally {
      engine.stop();
    }
  }

  it('would start three processes of each app, once their jobs have ended', async () => {
    const plan = await planOf(ALL, ...APPS.flatMap((app) => ['--scale', `${app}=3`]));
    const starts = plan.filter(([, , , what]) => what === 'Starting').map(([, name, number]) => `${name} ${number}`);
    for (const app of APPS) {
      const own = starts.filter((start) => start.startsWith(`${app} `)).sort();
      expect(own).toEqual([1, 2, 3].map((number) => `${app} ${number}`));
    }
    for (const job of JOBS) {
      const ended = plan.findIndex(([, name, , what]) => name === job && what === 'Exited');
      const began = plan.findIndex(([, name, , what]) => APPS.includes(name!) && what === 'Starting');
      expect([job, ended >= 0 && ended < began]).toEqual([job, true]);
    }
  });

  it('would start the demo by its name, once everything that it needs is healthy', async () => {
    const plan = await planOf({}, 'demo');
    const began = plan.findIndex(([, name, , what]) => name === 'demo' && what === 'Starting');
    for (const app of ['conferencing', 'read-models', 'zoom-sandbox']) {
      const healthy = plan.findLastIndex(([, name, , what]) => name === app && what === 'Healthy');
      expect([app, healthy >= 0 && healthy < began]).toEqual([app, true]);
    }
  });

  it('hands on passwords of any character as they are', async () => {
    const password = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('');
    const quotedPassword = `'${password.replace("'", String.raw`\'`)}'`;
    const names = ['POSTGRES_PASSWORD', 'CONFERENCING_DATABASE_PASSWORD', 'READ_MODELS_DATABASE_PASSWORD'];
    const own = file('own.env', names.map((name) => `${name}=${quotedPassword}\n`).join(''));
    const quoted = await services(ALL, '--env-file', '.env', '--env-file', own);
    // Compose writes each dollar sign twice, so that its own output may be its input.
    const shown = (value: string) => value.replaceAll('$', () => '$$');
    expect(quoted.postgres!.environment!.POSTGRES_PASSWORD).toBe(shown(password));
    expect(quoted.conferencing!.environment!.DATABASE_PASSWORD).toBe(shown(password));
    expect(quoted['migrate-read-models']!.environment!.DATABASE_PASSWORD).toBe(shown(password));
    const exported = Object.fromEntries(names.map((name) => [name, password]));
    const given = await services({ ...ALL, ...exported });
    expect(given.postgres!.environment!.POSTGRES_PASSWORD).toBe(shown(password));
    expect(given['read-models']!.environment!.DATABASE_PASSWORD).toBe(shown(password));
  });

  it('takes each setting that .env.example shows', async () => {
    const example = readFileSync(join(repository, '.env.example'), 'utf8');
    const named = [...example.matchAll(/^#([A-Z_]+)=(.*)$/gm)];
    const settings = named.map(([, name, text]) => `${name}=${text!.replace(/\s+#.*$/, '') || 'x'}`);
    const all = await services({}, '--env-file', '.env', '--env-file', file('example.env', settings.join('\n')));
    const byVariable = await services({ COMPOSE_ENV_FILES: `.env,${join(folder, 'example.env')}` });
    expect(byVariable).toEqual(all);
    expect(all.conferencing!.environment).toMatchObject({
      NODE_ENV: 'production',
      KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
      ZOOM_API_URL: 'https://api.zoom.us',
      PLATFORM_TOKEN: 'x',
    });
  });
});
