import { randomBytes } from 'node:crypto';
import { freePorts } from '@conferencing/servers';
import { type AppProcess, type AppSettings, startApp } from '@conferencing/testing';
import { WorldWithBroker } from '../../e2e/own-broker.js';

/** The whole system with a console in front of it, to which Zoom's consents come back. */
export class ConsoleWorld extends WorldWithBroker {
  private settings: AppSettings = {};
  private consoleProcess: AppProcess | undefined;

  override async start(own: AppSettings = {}): Promise<void> {
    const [port] = (await freePorts(1)) as [number];
    const url = `http://localhost:${port}`;
    await super.start({ ZOOM_REDIRECT_URI: `${url}/v1/oauth/zoom_admin/callback` });
    this.settings = {
      HTTP_PORT: String(port),
      PUBLIC_URL: url,
      CONFERENCING_URL: this.system.conferencing.url,
      READ_MODELS_URL: this.system.readModels.url,
      READ_MODELS_TCP_HOST: '127.0.0.1',
      READ_MODELS_TCP_PORT: String(this.system.readModels.tcpPort),
      SESSION_KEYS: randomBytes(32).toString('base64'),
      ...own,
    };
    this.consoleProcess = await startApp('console', this.settings);
  }

  override async stop(): Promise<void> {
    await this.consoleProcess?.stop();
    await super.stop();
  }

  get console(): AppProcess {
    if (this.consoleProcess === undefined) throw new Error('The console is not started');
    return this.consoleProcess;
  }

  /** Where browsers find it. */
  get url(): string {
    return this.settings.PUBLIC_URL!;
  }

  /** For another console of the same installation. */
  get consoleSettings(): AppSettings {
    return this.settings;
  }

  /** For another console beside it. */
  async anotherPlace(): Promise<{ HTTP_PORT: string; PUBLIC_URL: string }> {
    const [port] = await freePorts(1);
    return { HTTP_PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` };
  }

  /** Ends the console and starts it again at the same place. */
  async restartConsole(): Promise<void> {
    await this.console.stop();
    this.consoleProcess = await startApp('console', this.settings);
  }
}
