import { PageRequest } from '@conferencing/contracts';
import { Caller, PathId, type Principal } from '@conferencing/http-edge';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HostsQuery } from '../../projections/hosts/hosts.query.js';
import type { JsonText } from '../../projections/json-text.js';
import { readQuery } from '../query-parameters.js';
import { HOST_EXAMPLE, HOSTS_EXAMPLE } from './answer-examples.js';
import { HOSTS_SCHEMA, HOST_SCHEMA } from './answer-schemas.js';
import { Answers, PageParameters } from './query-docs.js';
import { SendJson } from './send-json.js';

@ApiTags('hosts')
@Controller('v1/hosts')
export class HostsController {
  constructor(private readonly hosts: HostsQuery) {}

  @Get()
  @SendJson()
  @PageParameters()
  @ApiOperation({ summary: 'Who hosts, and how much' })
  @Answers('One page, by the id of the host.', HOSTS_SCHEMA, HOSTS_EXAMPLE)
  list(@Caller() { accountId }: Principal, @Query() query: object): Promise<JsonText> {
    return this.hosts.hosts(accountId, readQuery(PageRequest, query));
  }

  @Get(':external_user_id')
  @SendJson()
  @ApiOperation({ summary: 'What an external user hosts; 404 when that is nothing' })
  @Answers('The host.', HOST_SCHEMA, HOST_EXAMPLE)
  get(@Caller() { accountId }: Principal, @PathId('external_user_id') external_user_id: string): Promise<JsonText> {
    return this.hosts.hosts(accountId, { external_user_id });
  }
}
