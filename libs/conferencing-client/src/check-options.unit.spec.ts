import { ConferencingClientModule, type ConferencingClientOptions } from './index.js';

const register = (options: object) => () => ConferencingClientModule.register(options as ConferencingClientOptions);
const tcp = { transport: 'tcp', host: 'read-models', port: 3102 };
const sasl = { mechanism: 'SCRAM-SHA-512', username: 'meetings', password: 'hunter2' };
const kafka = { transport: 'kafka', brokers: ['kafka:9092'], groupId: 'meetings' };

it.each([
  tcp,
  { ...tcp, host: '::1' },
  { ...tcp, tls: true, secret: 's', timeoutMs: 10, retries: 0, onQuery: () => undefined },
  kafka,
  { ...kafka, sasl },
])('right options are taken: %j', (options) => {
  expect(register(options)).not.toThrow();
});

it.each<[object, string[]]>([
  [{}, ["transport must be 'tcp' or 'kafka'"]],
  [
    { transport: 'tcp', host: '', port: Number.NaN },
    ['host must be a host name', 'port must be a whole number from 1 to 65535'],
  ],
  [{ ...tcp, timeout: 5, retries: -1 }, ['retries must be', 'timeout is no option with the transport tcp']],
  [{ ...tcp, brokers: ['kafka:9092'] }, ['brokers is no option with the transport tcp']],
  [{ ...kafka, brokers: ['kafka'], groupId: undefined }, ['brokers must be a list of host:port', 'groupId must be']],
  [{ ...tcp, secret: '' }, ['secret must be a text']],
  [{ ...tcp, host: 'http://read-models:3102' }, ['host must be a host name, without scheme and path']],
  [{ ...kafka, brokers: ['kafka:99999'] }, ['brokers must be a list of host:port']],
  [{ ...kafka, brokers: ['https://kafka:9092'] }, ['brokers must be a list of host:port']],
  [{ ...kafka, sasl: { ...sasl, mechanism: 'kerberos' } }, ['sasl must have a mechanism: plain, scram-sha-256']],
  [
    { ...kafka, sasl: { mechanism: 'plain', username: 'a' } },
    ['sasl with the mechanism plain must have a username and a'],
  ],
])('%j is refused when the module is registered, by name', (options, faults) => {
  for (const fault of faults) expect(register(options)).toThrow(fault);
});

it('a wrong value is not repeated: it may be a secret', () => {
  expect(register({ ...tcp, port: 'hunter2' })).not.toThrow('hunter2');
});
