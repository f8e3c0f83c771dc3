import { Module } from '@nestjs/common';
import { BusinessMetrics } from './business-metrics.js';

/** What the installation holds, as metrics. */
@Module({ providers: [BusinessMetrics] })
export class FiguresModule {}
