import { ConferencingClientModule, type ConferencingClientOptions } from './index.js';

const register = (options: object) => () => ConferencingClientModule.register(options as ConferencingClientOptions);
const tcp = { transport: 'tcp', host: 'read-models', port: 3102 };
const kafka = { transport: 'kafka', brokers: ['kafka:9092'], groupId: 'meetings' };

it.each([tcp, { ...tcp, tls: true, secret: 's', timeoutMs: 10, retries: 0, onQuery: () => undefined }, kafka])(
  'right options are taken: %j',
  (options) => {
    expect(register(options)).not.toThrow();
  },
);

it.each<[object, string[]]>([
  [{}, ["transport must be 'tcp' or 'kafka'"]],
  [
    { transport: 'tcp', host: '', port: Number.NaN },
    ['host must be a text', 'port must be a whole number from 1 to 65535'],
  ],
  [{ ...tcp, timeout: 5, retries: -1 }, ['retries must be', 'timeout is no option with the transport tcp']],
  [{ ...tcp, brokers: ['kafka:9092'] }, ['brokers is no option with the transport tcp']],
  [{ ...kafka, brokers: ['kafka'], groupId: undefined }, ['brokers must be a list of host:port', 'groupId must be']],
  [{ ...tcp, secret: '' }, ['secret must be a text']],
])('%j is refused when the module is registered, by name', (options, faults) => {
  for (const fault of faults) expect(register(options)).toThrow(fault);
});

it('a wrong value is not repeated: it may be a secret', () => {
  expect(register({ ...tcp, port: 'hunter2' })).not.toThrow('hunter2');
});
