import { decodeConferencingUpdated, pairKey, TOPICS } from '@conferencing/contracts';
import * as messaging from '@conferencing/messaging';
import type { BatchContext, RecordBatch } from '@conferencing/messaging';
import * as transport from '@conferencing/messaging/nest';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Pool } from 'pg';

const DELETE = 'DELETE FROM host_board WHERE pair = $1';
const SAVE = `INSERT INTO host_board VALUES ($1, $2, $3) ON CONFLICT (pair) DO UPDATE
  SET host = excluded.host, version = excluded.version WHERE host_board.version < excluded.version`;

@Controller()
class HostBoard {
  @EventPattern<string>(TOPICS.conferencingUpdated, transport.KAFKA_BATCHES)
  async apply(@Payload() batch: RecordBatch, @Ctx() context: BatchContext): Promise<void> {
    for (const change of messaging.decodeBatch(batch, decodeConferencingUpdated)) {
      const pair = pairKey(change.key);
      const host = change.kind === 'updated' ? change.event.data?.external_user.email : null;
      if (change.kind === 'tombstone') await context.query(DELETE, [pair]);
      else await context.query(SAVE, [pair, host ?? null, change.version]);
    }
  }
}

@Module({ controllers: [HostBoard] })
class HostBoardModule {}

async function main(): Promise<void> {
  const log = new transport.NestLog('Kafka');
  const kafka = new messaging.KafkajsKafka(messaging.readKafkaSettings(process.env), log);
  const pool = new Pool({ connectionString: messaging.readDatabaseUrl(process.env) });
  const strategy = new transport.KafkaBatchServer({ kafka, pool, consumer: 'host-board' });
  const app = await NestFactory.createMicroservice(HostBoardModule, { strategy });
  await app.useGlobalFilters(strategy.errorFilter).enableShutdownHooks().listen();
}
main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
