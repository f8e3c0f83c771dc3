import { GetConferencing, GetHistory } from '@conferencing/contracts';
import { Caller, PathId, type Principal } from '@conferencing/http-edge';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentQuery } from '../../projections/current/current.query.js';
import { HistoryQuery } from '../../projections/history/history.query.js';
import type { JsonText } from '../../projections/json-text.js';
import { readQuery } from '../query-parameters.js';
import { HISTORY_EXAMPLE, PAIR_EXAMPLE } from './answer-examples.js';
import { HISTORY_SCHEMA, PAIR_SCHEMA } from './answer-schemas.js';
import { Answers, AnswersNotYetVisible, PageParameters, VersionParameters } from './query-docs.js';
import { SendJson } from './send-json.js';

@ApiTags('conferencing')
@Controller('v1/services/:service_id/providers/:provider_id/conferencing')
export class PairConferencingController {
  constructor(
    private readonly current: CurrentQuery,
    private readonly historyQuery: HistoryQuery,
  ) {}

  @Get()
  @SendJson()
  @VersionParameters()
  @ApiOperation({ summary: 'Show the host of a provider on a service; 404 if there is none' })
  @Answers('The host.', PAIR_SCHEMA, PAIR_EXAMPLE)
  @AnswersNotYetVisible()
  get(
    @Caller() { accountId }: Principal,
    @PathId('service_id') service_id: string,
    @PathId('provider_id') provider_id: string,
    @Query() query: object,
  ): Promise<JsonText> {
    return this.current.get(accountId, readQuery(GetConferencing, query, { service_id, provider_id }));
  }

  @Get('history')
  @SendJson()
  @PageParameters()
  @ApiOperation({ summary: 'List the changes of a service provider, newest first' })
  @Answers('One page; empty if there are no changes.', HISTORY_SCHEMA, HISTORY_EXAMPLE)
  history(
    @Caller() { accountId }: Principal,
    @PathId('service_id') service_id: string,
    @PathId('provider_id') provider_id: string,
    @Query() query: object,
  ): Promise<JsonText> {
    return this.historyQuery.history(accountId, readQuery(GetHistory, query, { service_id, provider_id }));
  }
}
