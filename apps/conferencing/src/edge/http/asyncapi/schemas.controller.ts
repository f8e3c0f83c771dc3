import { type JsonSchema, SCHEMAS } from '@conferencing/contracts';
import { Public } from '@conferencing/http-edge';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

const SCHEMA_TYPE = 'application/schema+json; charset=utf-8';
const DESCRIBED = { status: 200, description: 'The JSON Schema (draft 7).' };

/** What the values on the topics look like, for consumers in any language. */
@ApiTags('Events')
@Controller('schemas')
@Public()
export class SchemasController {
  @Get('conferencing.updated.v1.json')
  @Header('content-type', SCHEMA_TYPE)
  @ApiOperation({ summary: 'Show the schema of the events that are published' })
  @ApiResponse(DESCRIBED)
  conferencingUpdated(): JsonSchema {
    return SCHEMAS.conferencingUpdated;
  }

  @Get('catalog.updated.v1.json')
  @Header('content-type', SCHEMA_TYPE)
  @ApiOperation({ summary: 'Show the schema of the catalog records that are read' })
  @ApiResponse(DESCRIBED)
  catalogUpdated(): JsonSchema {
    return SCHEMAS.catalogUpdated;
  }
}
