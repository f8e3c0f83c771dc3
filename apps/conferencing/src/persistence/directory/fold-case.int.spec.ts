import fc from 'fast-check';
import {
  addAccount,
  addPair,
  connect,
  type Conferencing,
  makeConferencing,
  provenance,
} from '../../conferencing.fixture.js';
import { directoryUser } from '../../directory/in-memory-directory.fixture.js';

let house: Conferencing;
beforeAll(async () => {
  house = await makeConferencing();
});
afterAll(() => house.close());

const fold = async (...values: string[]) => {
  const rows = await house.database.query<{ folded: string }>(
    'SELECT fold_case(value) AS folded FROM unnest($1::text[]) WITH ORDINALITY AS given (value, n) ORDER BY n',
    [values],
  );
  return rows.map(({ folded }) => folded);
};

describe('fold_case', () => {
  it.each([
    ['final sigma', 'ΑΛΕΞΗΣ@x.io', 'αλεξης@x.io', 'αλεξησ@x.io'],
    ['dotted I', 'İnci@x.io', 'inci@x.io'],
    ['Kelvin sign', '\u212aim@x.io', 'kim@x.io', 'KIM@x.io'],
    ['umlauts', 'JÖRG@x.io', 'jörg@x.io'],
  ])('knows the %s', async (_, ...spellings) => {
    expect(new Set(await fold(...spellings)).size).toBe(1);
  });

  it('does not take a sharp s for two', async () => {
    const [one, other] = await fold('strasse@x.io', 'straße@x.io');
    expect(one).not.toBe(other);
  });

  it('folds a text and its upper and lower case to the same text, letter by letter, over Unicode', async () => {
    const letter = fc
      .integer({ min: 1, max: 0x10ffff })
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code));
    await fc.assert(
      fc.asyncProperty(fc.array(letter, { minLength: 50, maxLength: 400 }), async (letters) => {
        const rows = await house.database.query(
          `SELECT value FROM unnest($1::text[]) AS given (value)
           WHERE fold_case(value) <> fold_case(lower(value COLLATE pg_c_utf8))
              OR fold_case(value) <> fold_case(upper(value COLLATE pg_c_utf8))
              OR fold_case(fold_case(value)) <> fold_case(value)`,
          [letters],
        );
        expect(rows).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('an email in another case', () => {
  it.each([
    ['ΑΛΕΞΗΣ@x.io', 'αλεξης@x.io'],
    ['İnci@x.io', 'inci@x.io'],
    ['\u212aim@x.io', 'kim@x.io'],
  ])('%s is the same by a sync, by a webhook and by a PUT as %s', async (providerEmail, zoomEmail) => {
    const accountId = await addAccount(house);
    const zoomAccount = `Zoom-${accountId}`;
    house.directory.reset();
    house.directory.identity = {
      ...house.directory.identity,
      externalAccountId: zoomAccount,
      externalSubject: zoomAccount,
    };
    const connectedAccountId = await connect(house, accountId);
    const pair = await addPair(house, accountId, providerEmail);
    const mapped = () => house.mappings.find(accountId, connectedAccountId, pair.providerId);

    await house.applyChange.execute({
      traceparent: null,
      change: {
        kind: 'user_created',
        externalAccountId: zoomAccount,
        occurredAt: new Date(),
        person: { externalId: 'Zoom-1', email: zoomEmail },
        fields: { email: zoomEmail, status: 'active' },
      },
    });
    expect(await mapped()).toMatchObject({ source: 'auto', externalUser: { email: zoomEmail } });

    house.directory.users = [directoryUser(zoomEmail, { externalId: 'zoom-1' })];
    await house.sync.execute({ accountId, connectedAccountId }, provenance);
    expect(await mapped()).toMatchObject({ source: 'auto', externalUser: { email: zoomEmail } });

    const wanted = { email: providerEmail };
    const { listings } = house.directory;
    const assigned = await house.assignHost.execute({
      pair,
      connectedAccountId,
      wanted,
      precondition: null,
      provenance,
    });
    expect(assigned).toMatchObject({ version: 1 });
    expect(house.directory.listings).toBe(listings);
  });
});
