import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, ValidateIf } from 'class-validator';

const FLAGS = ['true', 'false'];

export class DisconnectQuery {
  @ApiPropertyOptional({ enum: FLAGS, description: 'Return what would be removed, and change nothing.' })
  @ValidateIf((_, value) => value !== undefined && value !== '')
  @IsIn(FLAGS)
  dry_run?: string;
}
