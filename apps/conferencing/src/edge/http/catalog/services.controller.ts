import type { Page } from '@conferencing/contracts';
import {
  AnswersData,
  AnswersPage,
  Caller,
  paged,
  PathId,
  type Principal,
  toRange,
  validateBodyFor,
  ValidQuery,
} from '@conferencing/http-edge';
import { notFound } from '@conferencing/kernel';
import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PutServiceHandler } from '../../../application/put-service/put-service.handler.js';
import { CatalogReader } from '../../../domain/catalog.port.js';
import { provenanceOf } from '../provenance.js';
import { ServiceResponse, serviceResponse } from './catalog.response.js';
import { catalogFilter, ListServicesQuery } from './list-catalog.request.js';
import { PutServiceRequest } from './put-service.request.js';

@ApiTags('Catalog')
@Controller('v1/services')
export class ServicesController {
  constructor(
    private readonly putService: PutServiceHandler,
    private readonly catalog: CatalogReader,
  ) {}

  @Put(':service_id')
  @ApiOperation({ summary: 'Create or replace a service' })
  @ApiBody({ type: PutServiceRequest })
  @AnswersData(ServiceResponse)
  async put(
    @Caller() caller: Principal,
    @PathId('service_id') serviceId: string,
    @Body() body: unknown,
  ): Promise<{ data: ServiceResponse }> {
    const { accountId } = caller;
    const requireOwn = () => this.putService.requireOwn(accountId, serviceId);
    const { name } = await validateBodyFor(requireOwn, PutServiceRequest, body);
    const service = await this.putService.execute({ accountId, serviceId, name, provenance: provenanceOf(caller) });
    return { data: serviceResponse(service) };
  }

  @Get()
  @ApiOperation({ summary: 'List the services', description: 'Sorted by id.' })
  @AnswersPage(ServiceResponse)
  async list(
    @Caller() { accountId }: Principal,
    @Query(ValidQuery) query: ListServicesQuery,
  ): Promise<Page<ServiceResponse>> {
    const range = toRange(query);
    const { items, total } = await this.catalog.services(accountId, catalogFilter(query), range);
    return paged(items.map(serviceResponse), total, range);
  }

  @Get(':service_id')
  @ApiOperation({ summary: 'Show a service' })
  @AnswersData(ServiceResponse)
  async show(
    @Caller() { accountId }: Principal,
    @PathId('service_id') serviceId: string,
  ): Promise<{ data: ServiceResponse }> {
    const service = await this.catalog.service(accountId, serviceId, null);
    if (service === null) throw notFound('There is no such service.');
    return { data: serviceResponse(service) };
  }
}
