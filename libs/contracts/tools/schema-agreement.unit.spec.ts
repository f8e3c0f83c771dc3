import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import type { CatalogUpdatedType } from '../src/events/catalog-types.js';
import { CATALOG_UPDATED } from '../src/events/catalog-updated.events.js';
import { ConferencingUpdatedV1 } from '../src/events/conferencing-updated.events.js';
import { tolerantCheck } from '../src/schema/shape-check.js';
import assigned from '../fixtures/v1.0.0/conferencing.updated/assigned.json';
import cleared from '../fixtures/v1.0.0/conferencing.updated/cleared.json';
import reassigned from '../fixtures/v1.0.0/conferencing.updated/reassigned.json';
import pairAssigned from '../fixtures/v1.0.0/catalog.updated/service-provider-assigned.json';
import pairUnassigned from '../fixtures/v1.0.0/catalog.updated/service-provider-unassigned.json';
import providerDeactivated from '../fixtures/v1.0.0/catalog.updated/provider-deactivated.json';
import providerUpserted from '../fixtures/v1.0.0/catalog.updated/provider-upserted.json';
import serviceRemoved from '../fixtures/v1.0.0/catalog.updated/service-removed.json';
import serviceUpserted from '../fixtures/v1.0.0/catalog.updated/service-upserted.json';
import { SCHEMAS } from '../src/schema/published.js';
import type { ContractClass } from './class-schema.js';

const RUNS = 600;

/** Unknown fields are no reason to refuse. */
const UNKNOWN = [['unknown'], ['data', 'unknown']];

/** Every value in a field of the fixtures, and typical wrong values. */
const replacements = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown[]>(
    '',
    null,
    0,
    -1,
    1,
    1.5,
    2 ** 53,
    true,
    [],
    {},
    [{}],
    '2026-02-29T00:00:00Z',
    '0000-01-01T00:00:00Z',
  ),
  fc.constantFrom(
    '2024-02-29T23:59:59.999999999Z',
    'ready',
    'cleared',
    'google',
    'active',
    'on_leave',
    'NOT SNAKE',
    'x\n',
  ),
  fc.constantFrom(
    assigned.value.data,
    assigned.value.data.external_user,
    serviceUpserted.value.data,
    pairAssigned.value.data,
  ),
  fc.stringMatching(/^(?:srv|prov|cact|exusr|evt|acct|bat)_\w{11,13}$/),
  fc.stringMatching(/^(?:token|user|system|platform):?\w*$/),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

/** Paths of all fields, including the objects that contain them. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))];
}

function withReplaced(value: unknown, [name, ...rest]: string[], replacement: unknown): unknown {
  if (name === undefined) return replacement;
  const object = (value ?? {}) as Record<string, unknown>;
  return { ...object, [name]: withReplaced(object[name], rest, replacement) };
}

function agreement(type: ContractClass, schema: (value: unknown) => boolean, originals: object[]): void {
  const mutated = fc
    .constantFrom(...originals)
    .chain((original) =>
      fc.tuple(fc.constant(original), fc.constantFrom(...pathsOf(original).slice(1), ...UNKNOWN), replacements),
    )
    .map(([original, path, replacement]) => JSON.stringify(withReplaced(original, path, replacement)));
  let accepted = 0;
  fc.assert(
    fc.property(mutated, (json) => {
      const isRight = schema(JSON.parse(json));
      accepted += Number(isRight);
      expect(isRight).toBe(validateSync(plainToInstance(type, JSON.parse(json) as object)).length === 0);
    }),
    { numRuns: RUNS },
  );
  // Both outcomes must occur, or agreement proves nothing.
  expect(accepted).toBeGreaterThan(10);
  expect(accepted).toBeLessThan(RUNS - 10);
}

it('the compiled schema of the event accepts what its class accepts', () => {
  const check = tolerantCheck(SCHEMAS.conferencingUpdated);

  agreement(ConferencingUpdatedV1, (value) => check(value, []), [
    assigned.value,
    { ...reassigned.value, batch_id: 'bat_00000000000e' },
    cleared.value,
  ]);
});

it.each<[CatalogUpdatedType, object]>([
  ['service.upserted', serviceUpserted.value],
  ['service.removed', serviceRemoved.value],
  ['provider.upserted', providerUpserted.value],
  ['provider.deactivated', providerDeactivated.value],
  ['service_provider.assigned', pairAssigned.value],
  ['service_provider.unassigned', pairUnassigned.value],
])('the compiled schema of %s accepts what its class accepts', (type, original) => {
  const check = tolerantCheck(SCHEMAS.catalogUpdated, `/definitions/${CATALOG_UPDATED[type].name}`);

  agreement(CATALOG_UPDATED[type], (value) => check(value, []), [original]);
});
