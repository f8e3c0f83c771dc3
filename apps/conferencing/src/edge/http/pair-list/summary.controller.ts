import { AnswersData, Caller, type Principal } from '@conferencing/http-edge';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PairList } from '../../../domain/pair-list.port.js';
import { SummaryResponse, summaryResponse } from './summary.response.js';

@ApiTags('Assignments')
@Controller('v1/conferencing/summary')
export class SummaryController {
  constructor(private readonly pairs: PairList) {}

  @Get()
  @ApiOperation({
    summary: 'Count the service providers by state, warning and connected account',
    description: 'Above 10,000 service providers the numbers may be two seconds old.',
  })
  @AnswersData(SummaryResponse)
  async show(@Caller() { accountId }: Principal): Promise<{ data: SummaryResponse }> {
    return { data: summaryResponse(await this.pairs.summary(accountId)) };
  }
}
