import { DomainError, type Fault } from '@conferencing/kernel';
import { ArrayMaxSize, IsInt, IsOptional, IsString, MaxLength, validateSync } from 'class-validator';
import fc from 'fast-check';
import { ChoiceField, EmailField, FlagField, IdField, NestedField, NestedListField, TextField } from './fields.js';
import { validateBody } from './validate-body.js';

class Credentials {
  @ChoiceField(['server_to_server'])
  type: string;

  @TextField({ max: 10 })
  client_id: string;
}

class Connect {
  @IdField('service')
  service_id: string;

  @EmailField({ optional: true, nullable: true })
  email?: string | null;

  @FlagField({ optional: true })
  dry_run?: boolean;

  @NestedField(() => Credentials)
  credentials: Credentials;
}

function faultsOf(body: unknown): readonly Fault[] {
  try {
    validateBody(Connect, body);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
    return error.faults;
  }
}

const right = { service_id: 'srv_d025a96ac0c6', credentials: { type: 'server_to_server', client_id: 'abc' } };

describe('the validation of a body', () => {
  it('returns what is right, optional and nullable fields included', () => {
    expect(validateBody(Connect, right)).toBe(right);
    expect(faultsOf({ ...right, email: null, dry_run: false })).toEqual([]);
  });

  it('names every wrong field at once, each by its pointer', () => {
    const body = {
      service_id: 7,
      email: 'nobody',
      dry_run: null,
      credentials: { type: 'other', client_id: 'x'.repeat(11), 'a/b~c': 1 },
    };
    expect(faultsOf(body).map(({ pointer }) => pointer)).toEqual([
      '/service_id',
      '/email',
      '/dry_run',
      '/credentials/type',
      '/credentials/client_id',
      '/credentials/a~1b~0c',
    ]);
  });

  it('says of a missing field that it is required', () => {
    expect(faultsOf({})).toEqual([
      { code: 'invalid', detail: 'service_id is required.', pointer: '/service_id' },
      { code: 'invalid', detail: 'credentials is required.', pointer: '/credentials' },
    ]);
  });

  it.each([undefined, null, 'text', 7, true, []])('wants an object, not %p', (body) => {
    expect(faultsOf(body)).toEqual([{ code: 'invalid', detail: 'A JSON object is expected here.' }]);
  });

  it.each([null, 'text', 7, true, [], [right.credentials]])(
    'wants an object in a field of its own shape, not %p',
    (credentials) => {
      expect(faultsOf({ ...right, credentials })).toEqual([
        { code: 'invalid', detail: 'A JSON object is expected here.', pointer: '/credentials' },
      ]);
    },
  );

  it('judges each item of a list, and reports only as many as a person can read', () => {
    class Item {
      @TextField()
      name: string;
    }
    class List {
      @NestedListField(() => Item, { max: 500 })
      items: Item[];
    }
    const pointers = (items: unknown) => {
      try {
        validateBody(List, { items });
        return [];
      } catch (error) {
        return (error as DomainError).faults.map(({ pointer }) => pointer);
      }
    };
    const item = { name: 'a' };
    expect(pointers([item, item])).toEqual([]);
    expect(pointers([item, { name: 7, odd: 1 }, null])).toEqual(['/items/1/name', '/items/1/odd', '/items/2']);
    for (const wrong of ['text', {}, [], Array.from({ length: 501 }, () => item)])
      expect(pointers(wrong)).toEqual(['/items']);
    expect(pointers(Array.from({ length: 500 }, () => ({})))).toHaveLength(101);
  });

  it('names a hundred faults and counts the others, whatever is sent', () => {
    const many = Object.fromEntries(Array.from({ length: 120_000 }, (_, n) => [`field_${n}`, n]));
    const faults = faultsOf({ ...right, ...many });
    expect(faults).toHaveLength(101);
    expect(faults.at(-1)).toEqual({ code: 'invalid', detail: 'And 119900 more.' });
  });

  it('does not repeat a very long name to its sender', () => {
    const name = 'x'.repeat(500_000);
    expect(faultsOf({ ...right, credentials: { ...right.credentials, [name]: 1 } })).toEqual([
      {
        code: 'invalid',
        detail: 'This field is unknown. Check its name, or leave it out. Its name has 500000 characters.',
        pointer: '/credentials',
      },
    ]);
  });

  it('judges the type first, then what the type may be', () => {
    expect(faultsOf({ ...right, service_id: [] })).toMatchObject([{ detail: 'service_id must be a string.' }]);
    expect(faultsOf({ ...right, credentials: { type: 'server_to_server', client_id: ' ' } })).toMatchObject([
      { detail: 'client_id must not be blank.' },
    ]);
  });

  it('agrees with class-validator about any value of any field', () => {
    class Plain {
      @MaxLength(3)
      @IsString()
      text: string;

      @IsOptional()
      @IsInt({ each: true })
      @ArrayMaxSize(2)
      numbers?: number[];
    }
    const values = fc.record({ text: fc.anything(), numbers: fc.anything() }, { requiredKeys: ['text'] });
    fc.assert(
      fc.property(values, (value) => {
        const theirs = validateSync(Object.assign(new Plain(), value), { forbidUnknownValues: false });
        const ours = (() => {
          try {
            validateBody(Plain, value);
            return [];
          } catch (error) {
            return (error as DomainError).faults.map(({ pointer }) => pointer);
          }
        })();
        expect(ours).toEqual(theirs.map(({ property }) => `/${property}`));
      }),
    );
  });
});
