import { Caller, PathId, type Principal } from '@conferencing/http-edge';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ImpactQuery } from '../../projections/impact/impact.query.js';
import type { JsonText } from '../../projections/json-text.js';
import { IMPACT_EXAMPLE } from './answer-examples.js';
import { IMPACT_SCHEMA } from './answer-schemas.js';
import { Answers } from './query-docs.js';
import { SendJson } from './send-json.js';

@ApiTags('connected accounts')
@Controller('v1/connected_accounts/:connected_account_id/impact')
export class ImpactController {
  constructor(private readonly impact: ImpactQuery) {}

  @Get()
  @SendJson()
  @ApiOperation({ summary: 'Show what depends on a connected account: pairs by host state, services and providers' })
  @Answers('All counts are 0 if nothing depends on it.', IMPACT_SCHEMA, IMPACT_EXAMPLE)
  get(
    @Caller() { accountId }: Principal,
    @PathId('connected_account_id') connected_account_id: string,
  ): Promise<JsonText> {
    return this.impact.impact(accountId, { connected_account_id });
  }
}
