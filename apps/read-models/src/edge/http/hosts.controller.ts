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
  @ApiOperation({ summary: 'List the hosts, with the number of pairs of each' })
  @Answers('One page, sorted by the id of the host.', HOSTS_SCHEMA, HOSTS_EXAMPLE)
  list(@Caller() { accountId }: Principal, @Query() query: object): Promise<JsonText> {
    return this.hosts.hosts(accountId, readQuery(PageRequest, query));
  }

  @Get(':external_user_id')
  @SendJson()
  @ApiOperation({ summary: 'Show what an external user hosts; 404 if they host nothing' })
  @Answers('The host.', HOST_SCHEMA, HOST_EXAMPLE)
  get(@Caller() { accountId }: Principal, @PathId('external_user_id') external_user_id: string): Promise<JsonText> {
    return this.hosts.hosts(accountId, { external_user_id });
  }
}
