import { ConferencingClient, ConferencingClientModule } from '@conferencing/client';
import { Injectable, Module } from '@nestjs/common';

@Injectable()
export class Meetings {
  constructor(private readonly conferencing: ConferencingClient) {}

  /** The host's email, or null: nobody hosts, or a meeting could not start with this host. */
  async hostOf(account_id: string, service_id: string, provider_id: string): Promise<string | null> {
    const found = await this.conferencing.find({ account_id, service_id, provider_id });
    if (found === null || found.host_state !== 'ready') return null;
    return found.data.external_user.email;
  }
}

@Module({
  imports: [
    ConferencingClientModule.register({ transport: 'tcp', host: '127.0.0.1', port: Number(process.env.TCP_PORT) }),
  ],
  providers: [Meetings],
})
export class MeetingsModule {}
