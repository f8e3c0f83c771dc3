import { randomBytes } from 'node:crypto';
import { type AppSettings, type Build, type SettingsOf, startSystem, type System } from '@conferencing/testing';
import { Caller } from './caller.js';
import { expectStatus, Tenant } from './tenant.js';

/** One running system that the parts of a spec share; each test makes its own accounts. */
export class World {
  private startedSystem: System | undefined;

  async start(settings?: AppSettings, build?: Build, of?: SettingsOf): Promise<void> {
    this.startedSystem = await startSystem(settings, build, of);
  }

  async stop(): Promise<void> {
    await this.startedSystem?.stop();
  }

  get system(): System {
    if (this.startedSystem === undefined) throw new Error('The system is not started');
    return this.startedSystem;
  }

  get anonymous(): Caller {
    return new Caller(this.system.conferencing.url);
  }

  get platform(): Caller {
    return this.anonymous.with({ authorization: `Bearer ${this.system.platformToken}` });
  }

  get sandbox(): Caller {
    return new Caller(this.system.sandbox.url);
  }

  async tenant(): Promise<Tenant> {
    const account = expectStatus(await this.platform.post('/v1/accounts', { name: 'Harbour Dental' }), 201).data;
    const path = `/v1/accounts/${account.id}/tokens`;
    const { id, token } = expectStatus(await this.platform.post(path, { name: 'scheduler' }), 201).data;
    const api = this.anonymous.with({ authorization: `Bearer ${token}` });
    const zoomAccountId = `zoom-${randomBytes(6).toString('hex')}`;
    const tenant = new Tenant(account.id, id, token, api, this.sandbox, zoomAccountId);
    const { client_id, client_secret } = tenant.connection.credentials;
    const zoomAccount = { client_id, client_secret };
    expectStatus(await this.sandbox.put(`/_control/accounts/${zoomAccountId}`, zoomAccount), 200);
    return tenant;
  }
}
