import { ListHosts } from '@conferencing/contracts';
import { Caller, PathId, type Principal } from '@conferencing/http-edge';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HostsQuery } from '../../projections/hosts/hosts.query.js';
import type { JsonText } from '../../projections/json-text.js';
import { readParameters } from '../query-parameters.js';
import { HOST_EXAMPLE, HOSTS_EXAMPLE } from './answer-examples.js';
import { PageParameters } from './query-docs.js';
import { SendJson } from './send-json.js';

@ApiTags('hosts')
@Controller('v1/hosts')
export class HostsController {
  constructor(private readonly hosts: HostsQuery) {}

  @Get()
  @SendJson()
  @PageParameters()
  @ApiOperation({ summary: 'Who hosts, and how much' })
  @ApiResponse({ status: 200, description: 'One page, by the id of the host.', example: HOSTS_EXAMPLE })
  list(@Caller() { accountId }: Principal, @Query() { page, page_size }: Record<string, unknown>): Promise<JsonText> {
    return this.hosts.hosts(accountId, readParameters(ListHosts, { page, page_size }));
  }

  @Get(':external_user_id')
  @SendJson()
  @ApiOperation({ summary: 'What an external user hosts; 404 when that is nothing' })
  @ApiResponse({ status: 200, description: 'The host.', example: HOST_EXAMPLE })
  get(@Caller() { accountId }: Principal, @PathId('external_user_id') external_user_id: string): Promise<JsonText> {
    return this.hosts.hosts(accountId, { external_user_id });
  }
}
