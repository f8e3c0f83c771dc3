import { type KafkaAdmin, KafkaPort } from '@conferencing/messaging';
import { Injectable } from '@nestjs/common';

/** Asks the brokers whether they answer, over one connection that is kept as long as they do. */
@Injectable()
export class KafkaReach {
  private admin: Promise<KafkaAdmin> | undefined;

  constructor(private readonly kafka: KafkaPort) {}

  async check(): Promise<void> {
    this.admin ??= this.connect();
    try {
      await (await this.admin).brokerCount();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const admin = this.admin;
    this.admin = undefined;
    await admin?.then((connected) => connected.close()).catch(() => undefined);
  }

  private async connect(): Promise<KafkaAdmin> {
    const admin = this.kafka.admin();
    await admin.connect();
    return admin;
  }
}
