import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class SessionAccountResponse {
  @ApiProperty({ example: 'acct_d025a96ac0c6' }) id: string;
  @ApiProperty({ example: 'Harbour Dental' }) name: string;
}

export class SessionResponse {
  @ApiProperty({ enum: ['account_token', 'platform', 'user'] }) kind: 'account_token' | 'platform' | 'user';
  @ApiProperty({ type: SessionAccountResponse, nullable: true, description: 'Null until one is chosen.' })
  account: SessionAccountResponse | null;
  @ApiProperty({ example: 'token:tok_d025a96ac0c6', description: 'As events and histories name the person.' })
  actor: string;
  @ApiProperty({ type: String, nullable: true, description: 'As the OpenID provider calls the person.' })
  name: string | null;
  @ApiProperty({ description: 'For the header X-CSRF-Token of each write.' }) csrf_token: string;
  @ApiProperty({ format: 'date-time', description: 'When the session ends if nothing more is requested.' })
  expires_at: string;
  @ApiPropertyOptional({
    type: [SessionAccountResponse],
    description: 'Where one may be chosen: the first thousand, in the order of their names.',
  })
  accounts?: SessionAccountResponse[];
}

export class SignInOptionsResponse {
  @ApiProperty({ description: 'Whether GET /session/oidc signs in.' }) oidc: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'Acme single sign-on' }) oidc_name: string | null;
}
