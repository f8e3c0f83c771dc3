import { Caller, paged, PageQuery, PathId, type Principal, toPage, ValidQuery } from '@conferencing/http-edge';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ListHostsHandler } from '../../../application/list-hosts/list-hosts.handler.js';
import { CONFERENCING_EXAMPLE } from './conferencing.response.js';
import { listedHostResponse } from './list-hosts.response.js';

const ITEM = {
  service_id: CONFERENCING_EXAMPLE.service_id,
  provider_id: CONFERENCING_EXAMPLE.provider_id,
  host_state: 'ready',
  version: 1,
  conferencing: CONFERENCING_EXAMPLE,
  reasons: [],
};
const META = { current_page: 1, page_size: 50, total_count: 1, total_pages: 1 };

@ApiTags('Assignments')
@Controller('v1')
export class ListHostsController {
  constructor(private readonly handler: ListHostsHandler) {}

  @Get('services/:service_id/conferencing')
  @ApiOperation({ summary: 'List the providers of a service with their hosts', description: 'By provider id.' })
  @ApiResponse({ status: 200, description: 'One page.', example: { data: [ITEM], meta: META } })
  async ofService(
    @Caller() caller: Principal,
    @PathId('service_id') serviceId: string,
    @Query(ValidQuery) query: PageQuery,
  ) {
    const page = toPage(query);
    const { items, total } = await this.handler.ofService(caller.accountId, serviceId, {
      offset: page.offset,
      limit: page.size,
    });
    return paged(items.map(listedHostResponse), total, page);
  }

  @Get('conferencing/attention')
  @ApiOperation({
    summary: 'List the service providers whose host would not work',
    description: 'Of the whole account, by service id and provider id. Pairs without a host are not among them.',
  })
  @ApiResponse({ status: 200, description: 'One page.', example: { data: [ITEM], meta: META } })
  async needingAttention(@Caller() caller: Principal, @Query(ValidQuery) query: PageQuery) {
    const page = toPage(query);
    const { items, total } = await this.handler.needingAttention(caller.accountId, {
      offset: page.offset,
      limit: page.size,
    });
    return paged(items.map(listedHostResponse), total, page);
  }
}
