import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { KafkaAdmin, KafkaPort } from '../kafka/kafka.port.js';

/** Checks whether the brokers answer, over one connection that stays open while they do. */
export class KafkaReach implements OnApplicationShutdown {
  private admin: Promise<KafkaAdmin> | undefined;

  constructor(private readonly kafka: KafkaPort) {
    refuseWrongArguments('KafkaReach', { kafka }, { kafka: check.kafka });
  }

  async check(): Promise<void> {
    this.admin ??= this.connect();
    try {
      await (await this.admin).brokerCount();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  private async close(): Promise<void> {
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
