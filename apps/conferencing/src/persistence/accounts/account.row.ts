import type { PublicKeyJwk } from '../../domain/accounts.port.js';

export interface AccountRow {
  id: string;
  name: string;
  created_at: Date;
}

export interface AccountTokenRow {
  id: string;
  account_id: string;
  name: string;
  created_at: Date;
  revoked_at: Date | null;
}

export interface SigningKeyRow {
  id: string;
  account_id: string;
  public_jwk: PublicKeyJwk;
  created_at: Date;
  revoked_at: Date | null;
}
