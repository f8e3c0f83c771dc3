import { type ConferencingUpdatedV1, TOPICS } from '@conferencing/contracts';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, type MicroserviceOptions, Payload, Transport } from '@nestjs/microservices';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';

const EVENTS = 1_000;
const WARM_UP = 200;

@Entity('saved_conferencing')
class SavedConferencing {
  @PrimaryColumn('text') service_id: string;
  @PrimaryColumn('text') provider_id: string;
  @Column('text') account_id: string;
  @Column('integer') version: number;
  @Column('text') host_state: string;
  @Column('jsonb', { nullable: true }) data: object | null;
}

/** The way of the NestJS documentation: one message at a time, one saved entity for each. */
export async function savedPerSecond(databaseUrl: string, brokers: string): Promise<number> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: [SavedConferencing],
    synchronize: true,
    installExtensions: false,
  });
  await dataSource.initialize();
  const rows = dataSource.getRepository(SavedConferencing);
  let count = 0;
  let began = 0;
  let done: (rate: number) => void = () => undefined;
  const measured = new Promise<number>((resolve) => {
    done = resolve;
  });

  @Controller()
  class SavingController {
    @EventPattern<string>(TOPICS.conferencingUpdated)
    async save(@Payload() event: ConferencingUpdatedV1): Promise<void> {
      const { service_id, provider_id, account_id, version, host_state, data } = event;
      await rows.save({ service_id, provider_id, account_id, version, host_state, data });
      count += 1;
      if (count === WARM_UP) began = performance.now();
      if (count === WARM_UP + EVENTS) done((EVENTS / (performance.now() - began)) * 1_000);
    }
  }

  @Module({ controllers: [SavingController] })
  class SavingModule {}

  const app = await NestFactory.createMicroservice<MicroserviceOptions>(SavingModule, {
    transport: Transport.KAFKA,
    options: {
      client: { brokers: [brokers] },
      consumer: { groupId: 'one-by-one' },
      subscribe: { fromBeginning: true },
    },
    logger: false,
  });
  await app.listen();
  try {
    return await measured;
  } finally {
    await app.close();
    await dataSource.destroy();
  }
}
