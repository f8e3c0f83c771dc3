import type { Account, AccountToken, SigningKey } from '../../domain/accounts.port.js';
import type { AccountRow, AccountTokenRow, SigningKeyRow } from './account.row.js';

export function toAccount(row: AccountRow): Account {
  return { id: row.id, name: row.name, createdAt: row.created_at };
}

export function toToken(row: AccountTokenRow): AccountToken {
  const { id, account_id: accountId, name, created_at: createdAt, revoked_at: revokedAt } = row;
  return { id, accountId, name, createdAt, revokedAt };
}

export function toSigningKey(row: SigningKeyRow): SigningKey {
  const { id, account_id: accountId, public_jwk: publicJwk, created_at: createdAt, revoked_at: revokedAt } = row;
  return { id, accountId, publicJwk, createdAt, revokedAt };
}
