import type { Principal } from '@conferencing/http-edge';
import { ApiProperty } from '@nestjs/swagger';
import type { Account } from '../../../domain/accounts.port.js';

const KINDS = ['account_token', 'platform', 'user'] as const;

class MeAccountResponse {
  @ApiProperty({ example: 'acct_d025a96ac0c6' }) id: string;
  @ApiProperty({ example: 'Harbour Dental' }) name: string;
}

export class MeResponse {
  @ApiProperty({ enum: KINDS, description: '`user`: a JWT that is signed with a key of the account.' })
  kind: (typeof KINDS)[number];
  @ApiProperty({
    example: 'token:tok_d025a96ac0c6',
    description: 'The actor that events and histories show for this caller.',
  })
  actor: string;
  @ApiProperty({
    type: MeAccountResponse,
    nullable: true,
    description: 'The account that the caller acts for. Null for the platform token without X-Account-Id.',
  })
  account: MeAccountResponse | null;
}

const PLATFORM = 'platform';

/** An actor is `platform`, `token:<id>` or `user:<sub>`. */
function kindOf(actor: string): MeResponse['kind'] {
  if (actor === PLATFORM) return 'platform';
  return actor.startsWith('user:') ? 'user' : 'account_token';
}

export function meResponse(caller: Principal | null, account: Account | null): MeResponse {
  const actor = caller?.actor ?? PLATFORM;
  return { kind: kindOf(actor), actor, account: account === null ? null : { id: account.id, name: account.name } };
}
