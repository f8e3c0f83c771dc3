import { ApiProperty } from '@nestjs/swagger';
import type { ExternalUserView } from '../../../domain/external-users.port.js';

const nullableText = { type: String, nullable: true } as const;

export class ExternalUserResponse implements ExternalUserView {
  @ApiProperty({ example: 'exusr_d025a96ac0c6' }) id: string;
  @ApiProperty({ enum: ['external_user'] }) object: 'external_user';
  @ApiProperty({ ...nullableText, example: 'dr.smith@example.com' }) email: string | null;
  @ApiProperty({ ...nullableText, example: 'Jane' }) first_name: string | null;
  @ApiProperty({ ...nullableText, example: 'Smith' }) last_name: string | null;
  @ApiProperty({
    ...nullableText,
    example: 'active',
    description:
      '`active`, `inactive` or `pending`; new values may be added. Null: the external system removed the user.',
  })
  status: string | null;
}
