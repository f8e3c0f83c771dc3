import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { kafkaSettings } from '@conferencing/messaging';
import { repository } from '@conferencing/servers';
import { withoutEmpty } from '@conferencing/settings';
import type { DataFolder } from './data-folder.js';
import type { DemoPlace } from './demo/demo-place.js';
import { keptSecrets } from './kept-secrets.js';
import { programs, type Program } from './programs.js';
import type { StackSettings } from './stack.config.js';
import { Wiring } from './wiring.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Gives each process its environment: the values in `.env`, which docker compose reads too, and the user's over them. */
export class StackEnvironment implements DemoPlace {
  private readonly given: Environment;
  private readonly base: Environment;
  private readonly wiring: Wiring;

  constructor(settings: StackSettings, folder: DataFolder, env: Environment) {
    this.given = withoutEmpty(env);
    this.base = {
      ...parseEnv(readFileSync(join(repository, '.env'), 'utf8')),
      ...this.given,
      ...keptSecrets(folder.file('secrets.json'), this.given),
    };
    this.wiring = new Wiring(settings, folder.path, this.given);
  }

  of(service: string): Record<string, string | undefined> {
    return { ...this.base, ...this.wiring.of(service) };
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

  urlOf(program: Program): string {
    return this.wiring.urlOf(program);
  }

  urlOfService(service: string): string {
    return this.urlOf(programs.find((program) => program.service === service)!);
  }

  get platformToken(): string {
    return this.base.PLATFORM_TOKEN!;
  }

  get tcpOfReadModels(): { host: string; port: number; secret: string | undefined } {
    const {
      READ_MODELS_TCP_HOST: host,
      READ_MODELS_TCP_PORT: port,
      READ_MODELS_TCP_SECRET: secret,
    } = this.of('console');
    return { host: host!, port: Number(port), secret };
  }

  /** The Zoom that conferencing uses. */
  get zoomUrl(): string {
    return this.of('conferencing').ZOOM_API_URL!.replace(/\/+$/, '');
  }

  /** Whether that is the stack's own sandbox, and not a Zoom of the user. */
  get isOwnZoom(): boolean {
    return this.given.ZOOM_API_URL === undefined && this.given.ZOOM_OAUTH_URL === undefined;
  }

  get kafka(): Environment {
    return this.of('topics');
  }
}
