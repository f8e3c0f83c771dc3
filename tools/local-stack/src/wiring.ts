import { urlOfDatabase } from './databases.js';
import { EMBEDDED_LOGIN } from './embedded.js';
import { programs, type Program } from './programs.js';
import type { StackSettings } from './stack.config.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The name of each app's database, on whatever server. */
export const DATABASES = { conferencing: 'conferencing', 'read-models': 'read_models' } as const;

/** Where the parts of the stack find each other on this machine. */
export class Wiring {
  constructor(
    private readonly settings: StackSettings,
    private readonly dataFolder: string,
    private readonly given: Environment,
  ) {}

  /** The settings of a process that must fit those of the others. */
  of(service: string): Environment {
    const { ports, brokers } = this.settings;
    const program = programs.find((candidate) => candidate.service === service);
    return {
      HOST: this.given.HOST ?? '127.0.0.1',
      HTTP_PORT: program && String(ports[program.httpPort]),
      TCP_PORT: program?.tcpPort && String(ports[program.tcpPort]),
      DATABASE_URL: undefined,
      DATABASE_PASSWORD: undefined,
      KAFKA_BROKERS: brokers?.join(',') ?? `127.0.0.1:${ports.KAFKA_PORT}`,
      PUBLIC_URL: this.consoleUrl,
      ZOOM_REDIRECT_URI: this.given.ZOOM_REDIRECT_URI ?? `${this.consoleUrl}/v1/oauth/zoom_admin/callback`,
      ...this.own(service),
    };
  }

  urlOf({ httpPort }: Program): string {
    return `http://${this.hostInUrl}:${this.settings.ports[httpPort]}`;
  }

  private get consoleUrl(): string {
    return this.given.PUBLIC_URL ?? `http://localhost:${this.settings.ports.CONSOLE_PORT}`;
  }

  /** The address of a listener on this machine: "every address" is for listening, not for connecting. */
  private get host(): string {
    const { HOST: host } = this.given;
    return host === undefined || host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  }

  private own(service: string): Environment {
    const { ports } = this.settings;
    const url = (name: string) => this.urlOf(programs.find((program) => program.service === name)!);
    switch (service) {
      case 'zoom-sandbox':
        return {
          ZOOM_WEBHOOK_URL: `${url('conferencing')}/v1/webhooks/zoom`,
          ZOOM_SANDBOX_DATA_FILE: `${this.dataFolder}/zoom-sandbox.json`,
        };
      case 'conferencing':
        return {
          ...this.database(service),
          ZOOM_API_URL: this.given.ZOOM_API_URL ?? url('zoom-sandbox'),
          ZOOM_OAUTH_URL: this.given.ZOOM_OAUTH_URL ?? url('zoom-sandbox'),
        };
      case 'read-models':
        return this.database(service);
      case 'console':
        return {
          CONFERENCING_URL: this.given.CONFERENCING_URL ?? url('conferencing'),
          READ_MODELS_URL: this.given.READ_MODELS_URL ?? url('read-models'),
          READ_MODELS_TCP_HOST: this.host,
          READ_MODELS_TCP_PORT: String(ports.READ_MODELS_TCP_PORT),
          READ_MODELS_TCP_SECRET: this.given.READ_MODELS_TCP_SECRET ?? this.given.TCP_SECRET,
        };
      default:
        return {};
    }
  }

  /** Its password stands in it. */
  private database(service: keyof typeof DATABASES): Environment {
    return { DATABASE_URL: urlOfDatabase(this.settings.databaseUrl ?? this.embeddedUrl, DATABASES[service]) };
  }

  /** The embedded server has one login for all. */
  private get embeddedUrl(): string {
    const { user, password } = EMBEDDED_LOGIN;
    return `postgres://${user}:${password}@127.0.0.1:${this.settings.ports.POSTGRES_PORT}/postgres`;
  }

  private get hostInUrl(): string {
    return this.host.includes(':') ? `[${this.host}]` : this.host;
  }
}
