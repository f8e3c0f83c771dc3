import { CONNECTED_ACCOUNT_PROVIDERS, CONNECTED_ACCOUNT_STATUSES, CONNECTION_SCOPES } from '@conferencing/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { ConnectedAccountView } from '../../../domain/connected-accounts.port.js';

const nullableText = { type: String, nullable: true } as const;

/** A connected account; its credentials are never part of it. */
export class ConnectedAccountResponse implements ConnectedAccountView {
  @ApiProperty({ example: 'cact_d025a96ac0c6' }) id: string;
  @ApiProperty({ enum: ['connected_account'] }) object: 'connected_account';
  @ApiProperty({ enum: CONNECTED_ACCOUNT_PROVIDERS, example: 'zoom_admin' })
  provider: ConnectedAccountView['provider'];
  @ApiProperty({ enum: CONNECTED_ACCOUNT_STATUSES })
  status: ConnectedAccountView['status'];
  @ApiProperty({ enum: CONNECTION_SCOPES, example: 'account' })
  connection_scope: ConnectedAccountView['connection_scope'];
  @ApiProperty({ ...nullableText, example: 'Example Clinic' }) display_name: string | null;
  @ApiProperty({ example: 'admin@example.com' }) email: string;
  @ApiProperty({ ...nullableText, example: 'q6gBJVO5TzexKYTb_I2rpg' }) external_account_id: string | null;
  @ApiProperty({ example: 'KdYKjnimT4KPd8FFgQt9FQ' }) external_subject: string;
  @ApiProperty({ ...nullableText, example: 'user_d025a96ac0c6' }) user_id: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time', description: 'Changes only together with another field.' }) updated_at: string;
}
