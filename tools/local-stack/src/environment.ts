import { join } from 'node:path';
import { kafkaSettings } from '@conferencing/messaging';
import { repository } from '@conferencing/servers';
import { withoutEmpty } from '@conferencing/settings';
import { readComposeFile } from './compose/compose-file.js';
import { localSettings } from './compose/local-settings.js';
import type { DataFolder } from './data-folder.js';
import { urlOfDatabase } from './databases.js';
import { EMBEDDED_LOGIN } from './embedded.js';
import { keptSecrets } from './kept-secrets.js';
import { programs, type Program } from './programs.js';
import type { StackSettings } from './stack.config.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Gives each process its environment: the compose file's values, unless the user's environment overrides them. */
export class StackEnvironment {
  private readonly compose = readComposeFile(join(repository, 'docker-compose.yml'));
  private readonly base: Environment;

  constructor(
    private readonly settings: StackSettings,
    private readonly folder: DataFolder,
    env: Environment,
  ) {
    const given = withoutEmpty(env);
    this.base = {
      ...given,
      ...keptSecrets(folder.file('secrets.json'), given),
      // The embedded server keeps the password that it had when its data were created.
      POSTGRES_PASSWORD: EMBEDDED_LOGIN.password,
    };
  }

  get platformToken(): string {
    return this.base.PLATFORM_TOKEN!;
  }

  of(service: string): Record<string, string | undefined> {
    const fromCompose = localSettings(this.compose, service, this.base, this.places());
    return { ...fromCompose, ...this.base, ...this.wiring(service, fromCompose) };
  }

  /** What the operators' commands need to know. */
  forOperators(): Record<string, string> {
    const { DATABASE_URL, ...conferencing } = this.of('conferencing');
    const wanted = [...Object.keys(kafkaSettings), 'TOKEN_ENCRYPTION_KEYS'];
    const named = Object.entries({
      ...Object.fromEntries(wanted.map((name) => [name, conferencing[name]])),
      CONFERENCING_DATABASE_URL: DATABASE_URL,
      READ_MODELS_DATABASE_URL: this.of('read-models').DATABASE_URL,
    });
    return Object.fromEntries(named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  }

  /** The address of a process on this machine: "every address" is for listening, not for connecting. */
  urlOf({ httpPort }: Program): string {
    return `http://${this.hostInUrl}:${this.settings.ports[httpPort]}`;
  }

  urlOfService(service: string): string {
    return this.urlOf(programs.find((program) => program.service === service)!);
  }

  /** As `SESSION_KEYS` of the console has it. */
  get sessionKeys(): string {
    return this.base.SESSION_KEYS!;
  }

  /** Where browsers find the console. */
  get consoleUrl(): string {
    return this.of('console').PUBLIC_URL!;
  }

  get tcpOfReadModels(): { host: string; port: number } {
    return { host: this.host, port: this.settings.ports.READ_MODELS_TCP_PORT };
  }

  /** The Zoom that conferencing uses. */
  get zoomUrl(): string {
    return this.of('conferencing').ZOOM_API_URL!.replace(/\/+$/, '');
  }

  /** Whether that is the stack's own sandbox, and not a Zoom of the user. */
  get isOwnZoom(): boolean {
    return this.base.ZOOM_API_URL === undefined && this.base.ZOOM_OAUTH_URL === undefined;
  }

  private get host(): string {
    const { HOST: host } = this.base;
    return host === undefined || host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  }

  private get hostInUrl(): string {
    return this.host.includes(':') ? `[${this.host}]` : this.host;
  }

  /** The name of the service's database. */
  databaseOf(service: string): string {
    return new URL(this.of(service).DATABASE_URL!).pathname.slice(1);
  }

  /** The embedded server has one login for all. */
  private get embeddedUrl(): string {
    const { user, password } = EMBEDDED_LOGIN;
    return `postgres://${user}:${password}@127.0.0.1:${this.settings.ports.POSTGRES_PORT}/postgres`;
  }

  /** The settings that must fit together inside the stack, whatever the environment says. */
  private wiring(service: string, { DATABASE_URL, KAFKA_BROKERS }: Record<string, string>): Environment {
    const { ports, databaseUrl, brokers } = this.settings;
    const program = programs.find((candidate) => candidate.service === service);
    return {
      HOST: this.base.HOST ?? '127.0.0.1',
      DATABASE_URL:
        DATABASE_URL && urlOfDatabase(databaseUrl ?? this.embeddedUrl, new URL(DATABASE_URL).pathname.slice(1)),
      // It stands in the URL.
      DATABASE_PASSWORD: undefined,
      KAFKA_BROKERS: KAFKA_BROKERS && brokers ? brokers.join(',') : KAFKA_BROKERS,
      HTTP_PORT: program && String(ports[program.httpPort]),
      TCP_PORT: program?.tcpPort && String(ports[program.tcpPort]),
      ...(service === 'console' && {
        READ_MODELS_TCP_HOST: this.tcpOfReadModels.host,
        READ_MODELS_TCP_PORT: String(this.tcpOfReadModels.port),
      }),
    };
  }

  private places() {
    const { ports } = this.settings;
    return {
      addresses: {
        'postgres:5432': `127.0.0.1:${ports.POSTGRES_PORT}`,
        'kafka:19092': `127.0.0.1:${ports.KAFKA_PORT}`,
        'zoom-sandbox:3003': `${this.hostInUrl}:${ports.ZOOM_SANDBOX_PORT}`,
        'conferencing:3000': `${this.hostInUrl}:${ports.CONFERENCING_PORT}`,
        'read-models:3001': `${this.hostInUrl}:${ports.READ_MODELS_PORT}`,
      },
      folders: { '/data': this.folder.path },
    };
  }
}
