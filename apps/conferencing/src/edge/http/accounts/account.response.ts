import { ApiProperty } from '@nestjs/swagger';
import type { Account, AccountToken, SigningKey } from '../../../domain/accounts.port.js';

export class AccountResponse {
  @ApiProperty({ example: 'acct_d025a96ac0c6' }) id: string;
  @ApiProperty({ enum: ['account'] }) object: 'account';
  @ApiProperty({ example: 'Harbour Dental' }) name: string;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

export class AccountTokenResponse {
  @ApiProperty({ example: 'tok_d025a96ac0c6' }) id: string;
  @ApiProperty({ enum: ['account_token'] }) object: 'account_token';
  @ApiProperty({ example: 'acct_d025a96ac0c6' }) account_id: string;
  @ApiProperty({ example: 'scheduler backend' }) name: string;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) revoked_at: string | null;
}

export class IssuedTokenResponse extends AccountTokenResponse {
  @ApiProperty({
    example: 'cft_…',
    description: 'The token itself. Only this answer shows it; the service stores a hash.',
  })
  token: string;
}

export class SigningKeyResponse {
  @ApiProperty({
    example: 'key_d025a96ac0c6',
    description: 'The `kid` for the header of JWTs that are signed with this key.',
  })
  kid: string;
  @ApiProperty({ enum: ['signing_key'] }) object: 'signing_key';
  @ApiProperty({ example: 'acct_d025a96ac0c6' }) account_id: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) public_jwk: Record<string, string>;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) revoked_at: string | null;
}

export function accountResponse({ id, name, createdAt }: Account): AccountResponse {
  return { id, object: 'account', name, created_at: createdAt.toISOString() };
}

export function tokenResponse({ id, accountId, name, createdAt, revokedAt }: AccountToken): AccountTokenResponse {
  const times = { created_at: createdAt.toISOString(), revoked_at: revokedAt?.toISOString() ?? null };
  return { id, object: 'account_token', account_id: accountId, name, ...times };
}

export function signingKeyResponse({ id, accountId, publicJwk, createdAt, revokedAt }: SigningKey): SigningKeyResponse {
  const times = { created_at: createdAt.toISOString(), revoked_at: revokedAt?.toISOString() ?? null };
  return { kid: id, object: 'signing_key', account_id: accountId, public_jwk: { ...publicJwk }, ...times };
}
