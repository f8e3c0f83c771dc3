import { createECDH, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { importJWK, type JWK } from 'jose';
import { Conferencing } from '../api/upstream.js';
import { bearer, dataOf } from '../session/accounts.js';

const CURVE_ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const PAGE_SIZE = 200;
/** 128 bits more than the order has, so that the remainder has no bias (FIPS 186-5, A.2.1). */
const SEED_BYTES = 48;

interface RegisteredKey {
  kid: string;
  public_jwk: { x: string; y: string };
  revoked_at: string | null;
}

export interface AccountKey {
  kid: string;
  privateKey: Awaited<ReturnType<typeof importJWK>>;
}

/** The P-256 key that signs for the users of an account; every process with the same secret derives the same key. */
function deriveKey(secret: Uint8Array, accountId: string): Required<Pick<JWK, 'x' | 'y' | 'd'>> {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', `signing key of ${accountId}`, SEED_BYTES));
  const scalar = (BigInt(`0x${seed.toString('hex')}`) % (CURVE_ORDER - 1n)) + 1n;
  const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(d);
  const point = curve.getPublicKey();
  const text = (bytes: Buffer) => bytes.toString('base64url');
  return { x: text(point.subarray(1, 33)), y: text(point.subarray(33)), d: text(d) };
}

/** Registers the console's key on each account whose users sign in, once. */
@Injectable()
export class AccountKeys {
  private readonly known = new Map<string, Promise<AccountKey>>();

  /** @param secret the keys are derived from it */
  constructor(
    private readonly conferencing: Conferencing,
    private readonly secret: Uint8Array,
    private readonly platformToken: string,
  ) {}

  keyOf(accountId: string): Promise<AccountKey> {
    let key = this.known.get(accountId);
    if (key === undefined) {
      key = this.register(accountId);
      this.known.set(accountId, key);
      key.catch(() => this.known.delete(accountId));
    }
    return key;
  }

  /** The key was revoked: the next sign-in registers a new one. */
  forget(accountId: string): void {
    this.known.delete(accountId);
  }

  private async register(accountId: string): Promise<AccountKey> {
    const { x, y, d } = deriveKey(this.secret, accountId);
    const jwk = { kty: 'EC', crv: 'P-256', x, y };
    const path = `/v1/accounts/${accountId}/signing_keys`;
    const kid = (await this.registered(path, jwk)) ?? (await this.post(path, jwk));
    return { kid, privateKey: await importJWK({ ...jwk, d }, 'ES256') };
  }

  private async registered(path: string, { x, y }: { x: string; y: string }): Promise<string | undefined> {
    for (let page = 1, pages = 1; page <= pages; page++) {
      const query = `page=${page}&page_size=${PAGE_SIZE}`;
      const answer = await this.conferencing.ask('GET', `${path}?${query}`, bearer(this.platformToken));
      const keys = dataOf(answer) as RegisteredKey[];
      const found = keys.find((key) => key.revoked_at === null && key.public_jwk.x === x && key.public_jwk.y === y);
      if (found !== undefined) return found.kid;
      pages = (answer.body as { meta: { total_pages: number } }).meta.total_pages;
    }
    return undefined;
  }

  private async post(path: string, public_jwk: object): Promise<string> {
    const answer = await this.conferencing.ask('POST', path, bearer(this.platformToken), { public_jwk });
    return (dataOf(answer) as { kid: string }).kid;
  }
}
