import { type OptionNames, refuseWrongOptions } from './option-names.js';

interface Options {
  host: string;
  port: number;
  secret?: string;
}

const NAMES: OptionNames<Options> = { host: 'required', port: 'required', secret: 'optional' };
const refuse = (options: unknown) => () => refuseWrongOptions('the client', options as Options, NAMES);

it('takes options that are whole, with or without the optional ones', () => {
  expect(refuse({ host: 'a', port: 0 })).not.toThrow();
  expect(refuse({ host: 'a', port: 0, secret: undefined })).not.toThrow();
});

it('names every missing and every unknown option at once, and no value', () => {
  const message = 'Options of the client: port is missing; sekret is no option (there are host, port, secret).';
  expect(refuse({ host: 'a', sekret: 'hunter2' })).toThrow(message);
  expect(refuse(undefined)).toThrow('Options of the client: host is missing; port is missing.');
  expect(refuse({ host: null, port: 1, constructor: 1 })).toThrow('host is missing; constructor is no option');
});
