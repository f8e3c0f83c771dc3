import * as fc from 'fast-check';
import { checkRows } from './check-rows.js';
import { csvLine, csvRows } from './csv-rows.js';
import { referenceOf } from './reference.js';

const PAIRS = `service_id,service_name,provider_id,provider_display_name,provider_email,connected_account_id,external_user_id,host_email,version
srv_1,"Check-up, first",prov_1,Ada Moreau,ada@example.com,cact_1,exusr_1,ada@zoom.example,4
srv_1,"Check-up, first",prov_2,Ben Okafor,ben@example.com,,,,0
srv_2,Follow-up,prov_3,Ben Okafor,ben2@example.com,,,,2`;
const USERS = [
  { id: 'exusr_1', email: 'ada@zoom.example' },
  { id: 'exusr_2', email: 'Ben@Zoom.example' },
  { id: 'exusr_3', email: 'twin@zoom.example' },
  { id: 'exusr_4', email: 'twin@zoom.example' },
];
const reference = referenceOf(PAIRS, USERS);
const check = (text: string, kind: 'assignments' | 'mappings' = 'assignments') => checkRows(text, kind, reference);
const reasons = (text: string) => check(text).shown.map(({ line, reason }) => `${line}: ${reason}`);

describe('a list of assignments', () => {
  it('may name by id, by name or by email, with columns in any order', () => {
    const { usable, rows, problems } = check(
      'Host email;Provider;Service\nben@zoom.example;prov_2;check-up, FIRST\nexusr_2;ben2@example.com;srv_2',
    );
    expect({ rows, problems }).toEqual({ rows: 2, problems: 0 });
    expect(usable).toEqual([
      {
        line: 2,
        text: 'ben@zoom.example, prov_2, check-up, FIRST',
        service_id: 'srv_1',
        provider_id: 'prov_2',
        external_user_id: 'exusr_2',
        now: { version: 0, host: null },
      },
      {
        line: 3,
        text: 'exusr_2, ben2@example.com, srv_2',
        service_id: 'srv_2',
        provider_id: 'prov_3',
        external_user_id: 'exusr_2',
        now: { version: 2, host: null },
      },
    ]);
  });

  it('needs no first row of names', () => {
    expect(check('srv_2\tprov_3\texusr_2').usable).toHaveLength(1);
  });

  it('doesn’t write what is true already', () => {
    expect(check('srv_1,prov_1,ada@zoom.example')).toMatchObject({ usable: [], unchanged: 1, problems: 0 });
  });

  it('says of each row that can’t be used why, and in which line it stands', () => {
    expect(
      reasons(
        [
          'service,provider,host',
          'srv_9,prov_1,exusr_1',
          'srv_1,nobody@example.com,exusr_1',
          'srv_1,Ben Okafor,exusr_2',
          'srv_1,prov_3,exusr_2',
          'srv_1,prov_2,twin@zoom.example',
          'srv_1,prov_2,',
          'srv_1,prov_2,exusr_2',
          'srv_1,prov_2,exusr_1',
          'srv_2,prov_3,"exusr_2',
        ].join('\n'),
      ),
    ).toEqual([
      '2: There is no such service.',
      '3: There is no such provider.',
      '4: Several have this name: use the email or the id of the provider.',
      '5: This provider is not assigned to this service.',
      '6: Several have this name: use the email or the id of the Zoom user.',
      '7: The Zoom user is missing.',
      '9: An earlier row is about the same assignment or provider.',
      '10: A quotation mark is opened and not closed.',
    ]);
  });

  it('says that a column is missing', () => {
    expect(reasons('service,provider\nsrv_1,prov_1')).toEqual(['2: There is no column for the Zoom user.']);
  });

  it('counts 100,000 bad rows, shows the first and gives all of them as a file', () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => `srv_${n + 10},prov_1,exusr_1`);
    const seen: number[] = [];
    const checked = checkRows(rows.join('\n'), 'assignments', reference, (n) => seen.push(n));
    expect(checked).toMatchObject({
      rows: 100_000,
      problems: 100_000,
      byReason: [['There is no such service.', 100_000]],
    });
    expect(checked.shown).toHaveLength(200);
    expect(checked.problemsCsv.split('\r\n')).toHaveLength(100_001);
    expect(seen).toHaveLength(20);
  });
});

it('a list of mappings has no service', () => {
  expect(check('provider,host\nada@example.com,exusr_2', 'mappings').usable).toEqual([
    {
      line: 2,
      text: 'ada@example.com, exusr_2',
      service_id: null,
      provider_id: 'prov_1',
      external_user_id: 'exusr_2',
      now: null,
    },
  ]);
});

describe('rows of a CSV', () => {
  const cell = fc
    .string({ maxLength: 12 })
    .map((text) => text.trim())
    .filter((text) => !/^[=+\-@\t\r]/.test(text));

  it('come back as they were written, whatever is in a cell', () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        const some = rows.filter((row) => row.some((text) => text !== ''));
        const text = some.map(csvLine).join('\r\n');
        expect([...csvRows(text, ',')].map(({ cells }) => cells)).toEqual(some);
      }),
    );
  });

  it('keep the number of their line after a cell with line breaks', () => {
    expect([...csvRows('a,"b\nc"\n\nd,e')].map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a', 'b\nc']],
      [4, ['d', 'e']],
    ]);
  });

  it('run nothing in a spreadsheet', () => {
    expect(csvLine(['=1+1', 'plain'])).toBe(`"'=1+1","plain"`);
  });
});
