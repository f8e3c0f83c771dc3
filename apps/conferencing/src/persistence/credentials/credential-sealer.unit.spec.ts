import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { CredentialSealer } from './credential-sealer.js';

const key = (kid: string) => ({ kid, key: randomBytes(32) });
const [OLD, NEW] = [key('old'), key('new')];
const sealer = new CredentialSealer([NEW, OLD]);
const oauth = fc.string({ unit: 'binary' }).map((refreshToken) => ({ type: 'oauth' as const, refreshToken }));
const ID = 'cact_0123456789ab';

describe('sealed credentials', () => {
  it('open to what was sealed, and never look the same twice', () => {
    fc.assert(
      fc.property(oauth, (credentials) => {
        const sealed = sealer.seal(ID, credentials);
        expect(sealer.open(ID, sealed)).toEqual(credentials);
        expect(sealer.seal(ID, credentials).sealed.equals(sealed.sealed)).toBe(false);
      }),
    );
  });

  it('open with every key that is configured, and are sealed with the first', () => {
    const older = new CredentialSealer([OLD]).seal(ID, { type: 'oauth', refreshToken: 'r' });
    expect(sealer.open(ID, older)).toEqual({ type: 'oauth', refreshToken: 'r' });
    expect(sealer.seal(ID, { type: 'oauth', refreshToken: 'r' }).keyId).toBe('new');
    expect(() => new CredentialSealer([NEW]).open(ID, older)).toThrow(/cannot be opened/);
  });

  it('do not open when anything was changed, nor for another connection or key', () => {
    fc.assert(
      fc.property(oauth, fc.nat(), fc.integer({ min: 0, max: 7 }), (credentials, at, bit) => {
        const { keyId, sealed } = sealer.seal(ID, credentials);
        const index = at % sealed.length;
        const changed = Buffer.from(sealed);
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        expect(() => sealer.open(ID, { keyId, sealed: changed })).toThrow(/cannot be opened/);
        expect(() => sealer.open(ID, { keyId, sealed: sealed.subarray(0, index) })).toThrow(/cannot be opened/);
        expect(() => sealer.open('cact_000000000000', { keyId, sealed })).toThrow(/cannot be opened/);
        expect(() => sealer.open(ID, { keyId: 'old', sealed })).toThrow(/cannot be opened/);
      }),
    );
  });
});
