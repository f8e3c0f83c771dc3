import type { Page } from '@conferencing/contracts';
import {
  AnswersData,
  AnswersNothing,
  AnswersPage,
  Caller,
  paged,
  PageQuery,
  PathId,
  type Principal,
  TakesNoBody,
  toRange,
  ValidQuery,
} from '@conferencing/http-edge';
import { notFound } from '@conferencing/kernel';
import { Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AssignProviderHandler } from '../../../application/assign-provider/assign-provider.handler.js';
import { UnassignProviderHandler } from '../../../application/unassign-provider/unassign-provider.handler.js';
import { CatalogReader } from '../../../domain/catalog.port.js';
import { provenanceOf } from '../provenance.js';
import { ServiceProviderResponse, serviceProviderResponse } from './catalog.response.js';

@ApiTags('Catalog')
@Controller('v1/services/:service_id/providers')
export class ServiceProvidersController {
  constructor(
    private readonly assignProvider: AssignProviderHandler,
    private readonly unassignProvider: UnassignProviderHandler,
    private readonly catalog: CatalogReader,
  ) {}

  @Put(':provider_id')
  @HttpCode(204)
  @TakesNoBody()
  @ApiOperation({ summary: 'Assign a provider to a service' })
  @AnswersNothing()
  async assign(
    @Caller() caller: Principal,
    @PathId('service_id') serviceId: string,
    @PathId('provider_id') providerId: string,
  ): Promise<void> {
    const pair = { accountId: caller.accountId, serviceId, providerId };
    await this.assignProvider.execute(pair, provenanceOf(caller));
  }

  @Delete(':provider_id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a provider from a service', description: 'The pair loses its host.' })
  @AnswersNothing()
  async unassign(
    @Caller() caller: Principal,
    @PathId('service_id') serviceId: string,
    @PathId('provider_id') providerId: string,
  ): Promise<void> {
    const pair = { accountId: caller.accountId, serviceId, providerId };
    await this.unassignProvider.execute(pair, provenanceOf(caller));
  }

  @Get()
  @ApiOperation({ summary: 'List the providers of a service', description: 'Sorted by provider id.' })
  @AnswersPage(ServiceProviderResponse)
  async list(
    @Caller() { accountId }: Principal,
    @PathId('service_id') serviceId: string,
    @Query(ValidQuery) query: PageQuery,
  ): Promise<Page<ServiceProviderResponse>> {
    if ((await this.catalog.service(accountId, serviceId, null)) === null) throw notFound('There is no such service.');
    const range = toRange(query);
    const { items, total } = await this.catalog.pairs(accountId, serviceId, range);
    return paged(items.map(serviceProviderResponse), total, range);
  }

  @Get(':provider_id')
  @ApiOperation({ summary: 'Show a provider of a service' })
  @AnswersData(ServiceProviderResponse)
  async show(
    @Caller() { accountId }: Principal,
    @PathId('service_id') serviceId: string,
    @PathId('provider_id') providerId: string,
  ): Promise<{ data: ServiceProviderResponse }> {
    const pair = await this.catalog.pair(accountId, { serviceId, providerId });
    if (pair === null) throw notFound('The provider is not assigned to the service.');
    return { data: serviceProviderResponse(pair) };
  }
}
