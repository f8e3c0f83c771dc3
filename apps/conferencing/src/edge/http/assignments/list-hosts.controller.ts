import type { Page } from '@conferencing/contracts';
import {
  AnswersPage,
  Caller,
  paged,
  PageQuery,
  PathId,
  type Principal,
  toRange,
  ValidQuery,
} from '@conferencing/http-edge';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListHostsHandler } from '../../../application/list-hosts/list-hosts.handler.js';
import { ListedHostResponse, listedHostResponse } from './list-hosts.response.js';

@ApiTags('Assignments')
@Controller('v1/services/:service_id/conferencing')
export class ListHostsController {
  constructor(private readonly handler: ListHostsHandler) {}

  @Get()
  @ApiOperation({ summary: 'List the providers of a service with their hosts', description: 'Sorted by provider id.' })
  @AnswersPage(ListedHostResponse, { description: 'One page.' })
  async ofService(
    @Caller() caller: Principal,
    @PathId('service_id') serviceId: string,
    @Query(ValidQuery) query: PageQuery,
  ): Promise<Page<ListedHostResponse>> {
    const range = toRange(query);
    const { items, total } = await this.handler.ofService(caller.accountId, serviceId, range);
    return paged(items.map(listedHostResponse), total, range);
  }
}
