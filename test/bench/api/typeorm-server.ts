import 'reflect-metadata';
import { newId } from '@conferencing/kernel';
import { Body, Controller, Module, Param, Put, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsString, Matches } from 'class-validator';
import { Column, DataSource, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The usual way: a validation pipe, and entities that are found and saved in a transaction. */
@Entity('plain_hosts')
class PlainHost {
  @PrimaryColumn('text') id: string;
  @Column('text') email: string;
}

@Entity('plain_pairs')
class PlainPair {
  @PrimaryColumn('text') service_id: string;
  @PrimaryColumn('text') provider_id: string;
  @Column('text') account_id: string;
  @Column('int') version: number;
  @Column('text', { nullable: true }) external_user_id: string | null;
  @Column('jsonb', { nullable: true }) resource: object | null;
}

@Entity('plain_outbox')
class PlainOutbox {
  @PrimaryGeneratedColumn() seq: number;
  @Column('text') id: string;
  @Column('text') key: string;
  @Column('jsonb') payload: object;
}

class AssignRequest {
  @IsString() @Matches(/^cact_\w{12}$/) connected_account_id: string;
  @IsString() @Matches(/^exusr_\w{12}$/) external_user_id: string;
}

const dataSource = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  poolSize: Number(process.env.DATABASE_POOL_SIZE),
  entities: [PlainHost, PlainPair, PlainOutbox],
  synchronize: true,
});

@Controller()
class PlainController {
  @Put(':account/:service/:provider')
  assign(
    @Param('account') account: string,
    @Param('service') service: string,
    @Param('provider') provider: string,
    @Body() body: AssignRequest,
  ) {
    return dataSource.transaction(async (manager) => {
      const pair =
        (await manager.findOneBy(PlainPair, { service_id: service, provider_id: provider, account_id: account })) ??
        manager.create(PlainPair, { service_id: service, provider_id: provider, account_id: account, version: 0 });
      const host = await manager.findOneByOrFail(PlainHost, { id: body.external_user_id });
      const previous = pair.resource;
      pair.version += 1;
      pair.external_user_id = host.id;
      pair.resource = { service_id: service, provider_id: provider, external_user: { ...host }, ...body };
      await manager.save(pair);
      const payload = { version: pair.version, data: pair.resource, previous: previous ?? null };
      await manager.save(manager.create(PlainOutbox, { id: newId('event'), key: `${service}/${provider}`, payload }));
      return { data: pair.resource };
    });
  }
}

@Module({ controllers: [PlainController] })
class PlainModule {}

async function serve(): Promise<void> {
  await dataSource.initialize();
  for (const id of process.env.HOST_IDS!.split(',')) await dataSource.manager.save(PlainHost, { id, email: `${id}@x` });
  const app = await NestFactory.create<NestFastifyApplication>(PlainModule, new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  await app.listen(0, '127.0.0.1');
  process.send!({ url: await app.getUrl() });
}

process.once('disconnect', () => process.exit(0));
void serve();
