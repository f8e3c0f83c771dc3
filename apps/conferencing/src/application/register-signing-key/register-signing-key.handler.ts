import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { Clock, invalid, newId, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { Accounts, type PublicKeyJwk, type SigningKey } from '../../domain/accounts.port.js';

function requirePointOnCurve(jwk: PublicKeyJwk): void {
  try {
    createPublicKey({ key: jwk as unknown as JsonWebKey, format: 'jwk' });
  } catch {
    throw invalid(
      'public_jwk is not a point on the curve P-256. Send the public half of a P-256 key pair.',
      '/public_jwk',
    );
  }
}

@Injectable()
export class RegisterSigningKeyHandler {
  constructor(
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {}

  async execute(accountId: string, { kty, crv, x, y }: PublicKeyJwk): Promise<SigningKey> {
    const publicJwk = { kty, crv, x, y };
    requirePointOnCurve(publicJwk);
    const key = { id: newId('signingKey'), accountId, publicJwk, createdAt: this.clock.now(), revokedAt: null };
    if (!(await this.accounts.addSigningKey(key))) throw notFound('There is no such account.');
    return key;
  }
}
