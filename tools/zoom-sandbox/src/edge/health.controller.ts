import { Controller, Get, Header, Redirect } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Zoom } from '../zoom/zoom.js';

@ApiTags('Operation')
@Controller()
export class HealthController {
  private readonly registry = new Registry();

  constructor(zoom: Zoom) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'zoom_sandbox_accounts',
      help: 'Zoom accounts that exist here',
      registers: [this.registry],
      collect() {
        this.set(zoom.accounts.all().length);
      },
    });
  }

  @Get()
  @Redirect('/docs', 302)
  @ApiOperation({ summary: 'Go to the documentation' })
  docs(): void {
    // The decorator answers.
  }

  @Get('health/live')
  @ApiOperation({ summary: 'The process runs' })
  live() {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @ApiOperation({ summary: 'Requests are answered; there is nothing that it depends on' })
  ready() {
    return { status: 'ok', dependencies: {} };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Prometheus metrics' })
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
