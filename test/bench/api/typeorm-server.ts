import 'reflect-metadata';
import { newId } from '@conferencing/kernel';
import { Body, Controller, Module, Param, Put, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsString, Matches } from 'class-validator';
import { Column, DataSource, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/**
 * The usual way to do the same work: a validation pipe, entities that are found and saved in a transaction, and the
 * event beside them. It reads the existing tables.
 */
@Entity({ name: 'services', synchronize: false })
class Service {
  @PrimaryColumn('text') id: string;
  @Column('text') account_id: string;
  @Column('boolean') live: boolean;
}

@Entity({ name: 'providers', synchronize: false })
class Provider {
  @PrimaryColumn('text') id: string;
  @Column('text') account_id: string;
  @Column('boolean') active: boolean;
}

@Entity({ name: 'connected_accounts', synchronize: false })
class ConnectedAccount {
  @PrimaryColumn('text') id: string;
  @Column('text') account_id: string;
  @Column('text') provider: string;
  @Column('text') status: string;
  @Column('text') connection_scope: string;
  @Column('text', { nullable: true }) display_name: string | null;
  @Column('text') email: string;
  @Column('text', { nullable: true }) external_account_id: string | null;
  @Column('text') external_subject: string;
  @Column('text', { nullable: true }) user_id: string | null;
  @Column('timestamptz') created_at: Date;
  @Column('timestamptz') updated_at: Date;
}

@Entity({ name: 'external_users', synchronize: false })
class ExternalUser {
  @PrimaryColumn('text') id: string;
  @Column('text') connected_account_id: string;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) first_name: string | null;
  @Column('text', { nullable: true }) last_name: string | null;
  @Column('text') status: string;
}

@Entity('plain_pairs')
class PlainPair {
  @PrimaryColumn('text') service_id: string;
  @PrimaryColumn('text') provider_id: string;
  @Column('text') account_id: string;
  @Column('int') version: number;
  @Column('text', { nullable: true }) connected_account_id: string | null;
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
  entities: [Service, Provider, ConnectedAccount, ExternalUser, PlainPair, PlainOutbox],
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
      await manager.findOneByOrFail(Service, { id: service, account_id: account, live: true });
      await manager.findOneByOrFail(Provider, { id: provider, account_id: account, active: true });
      const { account_id: _account, ...connection } = await manager.findOneByOrFail(ConnectedAccount, {
        id: body.connected_account_id,
        account_id: account,
      });
      const { connected_account_id: _connection, ...host } = await manager.findOneByOrFail(ExternalUser, {
        id: body.external_user_id,
        connected_account_id: connection.id,
      });
      const pair =
        (await manager.findOneBy(PlainPair, { service_id: service, provider_id: provider, account_id: account })) ??
        manager.create(PlainPair, { service_id: service, provider_id: provider, account_id: account, version: 0 });
      const previous = pair.resource ?? null;
      pair.version += 1;
      Object.assign(pair, body);
      pair.resource = {
        object: 'service_provider_conferencing',
        service_id: service,
        provider_id: provider,
        conferencing_provider: connection.provider,
        connected_account: { object: 'connected_account', ...connection },
        external_user: { object: 'external_user', ...host },
      };
      await manager.save(pair);
      const payload = {
        type: 'conferencing.updated',
        account_id: account,
        service_id: service,
        provider_id: provider,
        version: pair.version,
        occurred_at: new Date(),
        change: previous === null ? 'assigned' : 'reassigned',
        host_state: 'ready',
        data: pair.resource,
        previous,
      };
      await manager.save(manager.create(PlainOutbox, { id: newId('event'), key: `${service}/${provider}`, payload }));
      return { data: pair.resource };
    });
  }
}

@Module({ controllers: [PlainController] })
class PlainModule {}

async function serve(): Promise<void> {
  await dataSource.initialize();
  const app = await NestFactory.create<NestFastifyApplication>(PlainModule, new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  await app.listen(0, '127.0.0.1');
  process.send!({ url: await app.getUrl() });
}

process.once('disconnect', () => process.exit(0));
void serve();
