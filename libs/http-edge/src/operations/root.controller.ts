import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/access.js';

@Public()
@ApiTags('operations')
@Controller()
export class RootController {
  @Get()
  @Redirect('/docs', 302)
  @ApiOperation({ summary: 'Go to the documentation' })
  @ApiResponse({ status: 302, description: 'The documentation is at /docs.' })
  docs(): void {
    // The decorator answers.
  }
}
