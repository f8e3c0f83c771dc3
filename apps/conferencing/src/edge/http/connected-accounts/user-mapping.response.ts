import { ApiProperty } from '@nestjs/swagger';
import type { UserMapping } from '../../../domain/user-mappings.port.js';
import { ProviderResponse, providerResponse } from '../catalog/catalog.response.js';
import { ExternalUserResponse } from './external-user.response.js';

export class UserMappingResponse {
  @ApiProperty({ enum: ['user_mapping'] }) object: 'user_mapping';
  @ApiProperty({ example: 'cact_d025a96ac0c6' }) connected_account_id: string;
  @ApiProperty({
    enum: ['auto', 'manual'],
    description: '`auto`: a sync has mapped the provider by email; `manual`: a caller has mapped the provider.',
  })
  source: 'auto' | 'manual';
  @ApiProperty({ type: ExternalUserResponse }) external_user: ExternalUserResponse;
  @ApiProperty({ type: ProviderResponse }) provider: ProviderResponse;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time' }) updated_at: string;
}

export function userMappingResponse(mapping: UserMapping): UserMappingResponse {
  return {
    object: 'user_mapping',
    connected_account_id: mapping.connectedAccountId,
    source: mapping.source,
    external_user: mapping.externalUser,
    provider: providerResponse(mapping.provider),
    created_at: mapping.createdAt.toISOString(),
    updated_at: mapping.updatedAt.toISOString(),
  };
}
