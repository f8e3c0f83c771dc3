import fc from 'fast-check';
import { type CatalogChanges, foldChanges, type ServiceChange, supersedes } from './catalog-change.js';

const NOTHING: CatalogChanges = { services: [], providers: [], pairs: [] };
const attributes = { displayName: 'Ann', email: 'a@x.io', firstName: null, lastName: null, timeZone: null };

describe('changes of the catalog', () => {
  it.each([
    [2, 1, true],
    [1, 1, false],
    [1, 2, false],
    [1, null, true],
    [null, 9, true],
  ])('version %s after %s applies: %s', (version, known, applies) => {
    expect(supersedes(version, known)).toBe(applies);
  });

  it('fold to the highest version of each key, as if applied one after the other', () => {
    const versions = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
    const history = versions.chain((list) =>
      fc.tuple(...list.map((version) => fc.boolean().map((live) => ({ version, live })))),
    );
    fc.assert(
      fc.property(history, fc.boolean(), (changes, again) => {
        const services: ServiceChange[] = changes.map(({ version, live }) => ({
          id: 'srv_1',
          live,
          version,
          name: live ? `named by ${version}` : null,
        }));
        const last = services.toSorted((one, other) => Number(other.version) - Number(one.version))[0];
        const named = services
          .filter(({ name }) => name !== null)
          .toSorted((one, other) => Number(other.version) - Number(one.version))[0];
        const reported = again ? [...services, ...services] : services;
        expect(foldChanges({ ...NOTHING, services: reported }).services).toEqual([
          { ...last, name: named?.name ?? null },
        ]);
      }),
    );
  });

  it('keep the attributes that an earlier record of the batch has for a deactivated provider', () => {
    const upserted = { id: 'prov_1', active: true, attributes, version: 4 };
    const deactivated = { id: 'prov_1', active: false, attributes: null, version: 5 };
    expect(foldChanges({ ...NOTHING, providers: [deactivated, upserted] }).providers).toEqual([
      { ...deactivated, attributes },
    ]);
  });
});
