import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { FLAGS } from '../validation/query-fields.js';

export class DisconnectQuery {
  // An empty value is an error: a caller who writes `?dry_run` wants nothing to be removed.
  @ApiPropertyOptional({ enum: FLAGS, description: 'Return what would be removed, and change nothing.' })
  @IsOptional()
  @IsIn(FLAGS)
  dry_run?: string;
}
