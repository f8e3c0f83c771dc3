import { ListChanges } from '@conferencing/contracts';
import { Caller, csvAnswer, type Principal, wantsCsv } from '@conferencing/http-edge';
import { Controller, Get, Headers, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangesQuery } from '../../projections/history/changes.query.js';
import type { JsonText } from '../../projections/json-text.js';
import { readQuery } from '../query-parameters.js';
import { CHANGES_EXAMPLE } from './answer-examples.js';
import { CHANGES_SCHEMA } from './answer-schemas.js';
import { CHANGE_COLUMNS, changeRows } from './change-rows.js';
import { Answers, ChangeFilters, PageParameters } from './query-docs.js';

@ApiTags('conferencing')
@Controller('v1/conferencing/changes')
export class ChangesController {
  constructor(private readonly changes: ChangesQuery) {}

  @Get()
  @ChangeFilters()
  @PageParameters()
  @ApiOperation({
    summary: 'List the changes on the account that meet every condition, newest first',
    description:
      '`Accept: text/csv` returns all of them in one answer, without changes that happen meanwhile. A ' +
      '`total_count` above 10,000 may be two seconds old.',
  })
  @Answers('One page.', CHANGES_SCHEMA, CHANGES_EXAMPLE, CHANGE_COLUMNS)
  async list(
    @Caller() { accountId }: Principal,
    @Query() query: object,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText | StreamableFile> {
    const request = readQuery(ListChanges, query);
    reply.header('vary', 'Accept');
    if (wantsCsv(accept)) {
      return csvAnswer(CHANGE_COLUMNS, changeRows(this.changes.all(accountId, request)), 'changes.csv');
    }
    reply.type('application/json; charset=utf-8');
    return this.changes.changes(accountId, request);
  }
}
