import { AccountScope, IsId } from '@conferencing/contracts';
import { Database } from '@conferencing/database';
import { Caller, PathId, type Principal } from '@conferencing/http-edge';
import { Controller, Get, Module, UseFilters } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { servicesOf } from '../projections/pairs-by-provider.fixture.js';
import { readParameters } from './query-parameters.js';
import { RpcErrorFilter } from './rpc/rpc-error.filter.js';

@Controller('v1/providers/:provider_id/services')
class ServicesOfProviderController {
  constructor(private readonly database: Database) {}

  @Get()
  async list(@Caller() { accountId }: Principal, @PathId('provider_id') providerId: string) {
    return { data: await servicesOf(this.database, accountId, providerId) };
  }
}

/** What the query takes. It belongs to libs/contracts, for the callers. */
class ServicesOfProvider {
  @IsId('provider')
  provider_id: string;
}

@Controller()
@UseFilters(RpcErrorFilter)
class ServicesOfProviderQueries {
  constructor(private readonly database: Database) {}

  @MessagePattern('conferencing.services_of_provider', Transport.TCP)
  async list(@Payload() payload: unknown) {
    const { account_id } = readParameters(AccountScope, payload);
    const { provider_id } = readParameters(ServicesOfProvider, payload);
    return { data: await servicesOf(this.database, account_id, provider_id) };
  }
}

@Module({ controllers: [ServicesOfProviderController, ServicesOfProviderQueries] })
export class PairsByProviderModule {}
