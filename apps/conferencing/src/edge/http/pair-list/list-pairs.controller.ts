import { pageMeta } from '@conferencing/contracts';
import { AnswersPage, Caller, csvAnswer, type Principal, toRange, ValidQuery, wantsCsv } from '@conferencing/http-edge';
import { Controller, Get, Headers, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PairList } from '../../../domain/pair-list.port.js';
import { PAIR_COLUMNS, pairRows } from './list-pairs.csv.js';
import { ListPairsQuery, pairFilter, pairSort } from './list-pairs.request.js';
import { ListedPairResponse, listedPairsText } from './list-pairs.response.js';

@ApiTags('Assignments')
@Controller('v1/service_providers')
export class ListPairsController {
  constructor(private readonly pairs: PairList) {}

  @Get()
  @ApiOperation({
    summary: 'List the service providers of all services, with their hosts',
    description:
      'Every pair of the catalog, including pairs without a host. `Accept: text/csv` returns every pair ' +
      'that matches in one answer; a pair that changes meanwhile appears in its old or its new state. A ' +
      '`total_count` above 10,000 may be two seconds old.',
  })
  @AnswersPage(ListedPairResponse, { description: 'One page.', csv: PAIR_COLUMNS })
  async list(
    @Caller() { accountId }: Principal,
    @Query(ValidQuery) query: ListPairsQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | StreamableFile> {
    const [filter, sort] = [pairFilter(query), pairSort(query)];
    reply.header('vary', 'Accept');
    if (wantsCsv(accept)) {
      return csvAnswer(PAIR_COLUMNS, pairRows(this.pairs.all(accountId, filter, sort)), 'service_providers.csv');
    }
    const range = toRange(query);
    const { items, total } = await this.pairs.page(accountId, filter, sort, range);
    reply.type('application/json; charset=utf-8');
    return `{"data":${listedPairsText(items)},"meta":${JSON.stringify(pageMeta(range, total))}}`;
  }
}
