import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Health, type Readiness } from '@conferencing/observability';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.js';

@Public()
@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process runs; says nothing about what it depends on. */
  @Get('live')
  @ApiOperation({ summary: 'Whether the process runs' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 503 while something that the process can't work without is down; `checks` names it. */
  @Get('ready')
  @ApiOperation({ summary: 'Whether the process can work, by each thing that it depends on' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (readiness.status !== 'ok') void reply.code(503);
    return readiness;
  }
}
