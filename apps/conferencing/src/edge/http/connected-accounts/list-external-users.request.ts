import { PageQuery } from '@conferencing/http-edge';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Length, ValidateIf } from 'class-validator';

const STATUSES = ['active', 'inactive', 'pending'] as const;

/** `?search=&status=`: an empty parameter counts as absent. */
export class ListExternalUsersQuery extends PageQuery {
  @ApiPropertyOptional({
    type: String,
    maxLength: 255,
    description: 'Part of the email or of the names. Case-insensitive, no wildcards.',
  })
  @ValidateIf((_, value) => value !== undefined && value !== '')
  @Length(1, 255)
  search?: string;

  @ApiPropertyOptional({ enum: STATUSES })
  @ValidateIf((_, value) => value !== undefined && value !== '')
  @IsIn(STATUSES)
  status?: (typeof STATUSES)[number] | '';
}
