import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Health, type HealthReport, type Readiness } from '@conferencing/observability';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.js';

@Public()
@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** Always 200, because people read it. */
  @Get()
  @ApiOperation({ summary: 'Show each dependency of the process: its state, since when, and why' })
  report(): Promise<HealthReport> {
    return this.health.report();
  }

  /** The process runs; says nothing about its dependencies. */
  @Get('live')
  @ApiOperation({ summary: 'Check whether the process runs' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 503 only while a dependency is down without which requests cannot be answered; `checks` names all dependencies. */
  @Get('ready')
  @ApiOperation({ summary: 'Check whether requests can be answered, with each dependency of the process' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (readiness.status === 'unavailable') void reply.code(503);
    return readiness;
  }
}
