import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, type MicroserviceOptions, Payload, Transport } from '@nestjs/microservices';
import { Pool } from 'pg';
import { READ_PAIR } from './read-pair.sql.js';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_POOL_SIZE) });

/** Nest's own TCP request/reply with one read, and nothing else. */
@Controller()
class EchoController {
  @MessagePattern('conferencing.get')
  async get(@Payload() pair: { account_id: string; service_id: string; provider_id: string }): Promise<unknown> {
    const { rows } = await pool.query<{ body: string }>({
      name: 'get',
      text: READ_PAIR,
      values: [pair.account_id, pair.service_id, pair.provider_id],
    });
    return JSON.parse(rows[0]?.body ?? 'null');
  }
}

@Module({ controllers: [EchoController] })
class EchoModule {}

const port = Number(process.env.TCP_PORT);

process.once('disconnect', () => process.exit(0));
void NestFactory.createMicroservice<MicroserviceOptions>(EchoModule, {
  transport: Transport.TCP,
  options: { host: '127.0.0.1', port },
  logger: false,
})
  .then((app) => app.listen())
  .then(() => process.send!({ url: `127.0.0.1:${port}` }));
