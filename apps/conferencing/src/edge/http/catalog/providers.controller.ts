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
import { PutProviderHandler } from '../../../application/put-provider/put-provider.handler.js';
import { CatalogReader } from '../../../domain/catalog.port.js';
import { provenanceOf } from '../provenance.js';
import { ProviderResponse, providerResponse } from './catalog.response.js';
import { catalogFilter, ListProvidersQuery } from './list-catalog.request.js';
import { PutProviderRequest } from './put-provider.request.js';

@ApiTags('Catalog')
@Controller('v1/providers')
export class ProvidersController {
  constructor(
    private readonly putProvider: PutProviderHandler,
    private readonly catalog: CatalogReader,
  ) {}

  @Put(':provider_id')
  @ApiOperation({
    summary: 'Create or replace a provider',
    description: 'When a provider is deactivated, each of their pairs loses its host, with one event for each pair.',
  })
  @ApiBody({ type: PutProviderRequest })
  @AnswersData(ProviderResponse)
  async put(
    @Caller() caller: Principal,
    @PathId('provider_id') providerId: string,
    @Body() body: unknown,
  ): Promise<{ data: ProviderResponse }> {
    const { accountId } = caller;
    const requireOwn = () => this.putProvider.requireOwn(accountId, providerId);
    const request = await validateBodyFor(requireOwn, PutProviderRequest, body);
    const provider = await this.putProvider.execute({
      accountId,
      providerId,
      attributes: {
        displayName: request.display_name,
        email: request.email ?? null,
        firstName: request.first_name ?? null,
        lastName: request.last_name ?? null,
        timeZone: request.time_zone ?? null,
      },
      active: request.active ?? true,
      provenance: provenanceOf(caller),
    });
    return { data: providerResponse(provider) };
  }

  @Get()
  @ApiOperation({ summary: 'List the providers, including deactivated ones', description: 'Sorted by id.' })
  @AnswersPage(ProviderResponse)
  async list(
    @Caller() { accountId }: Principal,
    @Query(ValidQuery) query: ListProvidersQuery,
  ): Promise<Page<ProviderResponse>> {
    const range = toRange(query);
    const { items, total } = await this.catalog.providers(accountId, catalogFilter(query), range);
    return paged(items.map(providerResponse), total, range);
  }

  @Get(':provider_id')
  @ApiOperation({ summary: 'Show a provider' })
  @AnswersData(ProviderResponse)
  async show(
    @Caller() { accountId }: Principal,
    @PathId('provider_id') providerId: string,
  ): Promise<{ data: ProviderResponse }> {
    const provider = await this.catalog.provider(accountId, providerId, null);
    if (provider === null) throw notFound('There is no such provider.');
    return { data: providerResponse(provider) };
  }
}
