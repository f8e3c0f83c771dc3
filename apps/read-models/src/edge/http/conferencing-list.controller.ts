import { ListConferencing } from '@conferencing/contracts';
import { Caller, type Principal } from '@conferencing/http-edge';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentQuery } from '../../projections/current/current.query.js';
import type { JsonText } from '../../projections/json-text.js';
import { readQuery } from '../query-parameters.js';
import { PAIRS_EXAMPLE } from './answer-examples.js';
import { PAIRS_SCHEMA } from './answer-schemas.js';
import { Answers, PageParameters, PairFilters } from './query-docs.js';
import { SendJson } from './send-json.js';

@ApiTags('conferencing')
@Controller('v1/conferencing')
export class ConferencingListController {
  constructor(private readonly current: CurrentQuery) {}

  @Get()
  @SendJson()
  @PairFilters()
  @PageParameters()
  @ApiOperation({
    summary: 'List the assigned service providers of the account that meet every condition',
    description: 'Pairs without a host are not in the list, so `host_state=unassigned` finds none.',
  })
  @Answers('One page, sorted by service id and provider id.', PAIRS_SCHEMA, PAIRS_EXAMPLE)
  list(@Caller() { accountId }: Principal, @Query() query: object): Promise<JsonText> {
    return this.current.list(accountId, readQuery(ListConferencing, query));
  }
}
