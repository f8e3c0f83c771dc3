import type { Page } from '@conferencing/contracts';
import { AnswersPage, Caller, paged, type Principal, toRange, ValidQuery } from '@conferencing/http-edge';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Cause, PairList } from '../../../domain/pair-list.port.js';
import { attentionFilter, AttentionQuery } from './attention.request.js';
import { AttentionMetaResponse, AttentionResponse, attentionResponse } from './attention.response.js';

type Attention = Page<AttentionResponse> & { meta: { by_cause: Partial<Record<Cause, number>> } };

@ApiTags('Assignments')
@Controller('v1/conferencing/attention')
export class AttentionController {
  constructor(private readonly pairs: PairList) {}

  @Get()
  @ApiOperation({
    summary: 'List the service providers that need attention',
    description:
      'Pairs whose host would not work, and pairs that lost their host because its connected account was ' +
      'deleted (`host_lost`), until a caller assigns or clears them. For the whole account, sorted by ' +
      'service id and provider id.',
  })
  @AnswersPage(AttentionResponse, { description: 'One page.', meta: AttentionMetaResponse })
  async list(@Caller() { accountId }: Principal, @Query(ValidQuery) query: AttentionQuery): Promise<Attention> {
    const range = toRange(query);
    const { items, total, byCause } = await this.pairs.needingAttention(accountId, attentionFilter(query), range);
    const { data, meta } = paged(items.map(attentionResponse), total, range);
    return { data, meta: { ...meta, by_cause: byCause } };
  }
}
