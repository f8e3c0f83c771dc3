import { asyncApiDocument } from '@conferencing/contracts';
import { Public } from '@conferencing/http-edge';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { conferencingApi } from '../../../conferencing-api.js';
import { CONFERENCING_SETTINGS, type ConferencingSettings } from '../../../conferencing.config.js';

@ApiTags('Events')
@Controller('asyncapi.json')
export class AsyncApiController {
  private readonly document: object;

  constructor(@Inject(CONFERENCING_SETTINGS) { KAFKA_BROKERS: brokers }: ConferencingSettings) {
    this.document = asyncApiDocument({ version: conferencingApi.version, brokers });
  }

  @Get()
  @Public()
  @ApiOperation({ summary: 'Describe the events that are published and read (AsyncAPI 3)' })
  @ApiResponse({ status: 200, description: 'The document.' })
  describe(): object {
    return this.document;
  }
}
