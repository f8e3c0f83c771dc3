import { makeCertificates } from '@conferencing/testing';
import { readKafkaSettings } from './kafka.settings.js';

describe('the Kafka settings', () => {
  const { server } = makeCertificates();
  const brokers = { KAFKA_BROKERS: 'a:9092, b:9092,' };

  it('need the brokers and nothing else', () => {
    expect(readKafkaSettings(brokers)).toMatchObject({ KAFKA_BROKERS: ['a:9092', 'b:9092'], KAFKA_SSL: false });
    expect(() => readKafkaSettings({})).toThrow(/^Wrong settings:\n {2}KAFKA_BROKERS: is required$/);
  });

  it('take a login as a whole or not at all', () => {
    const login = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' };
    expect(readKafkaSettings({ ...brokers, ...login })).toMatchObject(login);
    expect(() => readKafkaSettings({ ...brokers, KAFKA_SASL_USERNAME: 'u' })).toThrow(
      /(?=[^]*KAFKA_SASL_MECHANISM)(?=[^]*KAFKA_SASL_PASSWORD)/,
    );
  });

  it.each([
    ['SCRAM-SHA-512', 'scram-sha-512'],
    ['Scram-Sha-512', 'scram-sha-512'],
    ['SCRAM_SHA_256', 'scram-sha-256'],
    ['scram-sha512', 'scram-sha-512'],
    ['PLAIN', 'plain'],
  ])('take a mechanism as %s', (mechanism, known) => {
    const login = { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' };
    expect(readKafkaSettings({ ...brokers, ...login }).KAFKA_SASL_MECHANISM).toBe(known);
  });

  const tokens = {
    KAFKA_SASL_MECHANISM: 'OAUTHBEARER',
    KAFKA_OAUTH_TOKEN_URL: 'https://login.example/token',
    KAFKA_OAUTH_CLIENT_ID: 'c',
    KAFKA_OAUTH_CLIENT_SECRET: 's',
  };

  it('take tokens instead of a password', () => {
    const read = readKafkaSettings({ ...brokers, ...tokens, KAFKA_OAUTH_EXTENSIONS: 'logicalCluster=lkc-1, pool=p' });
    expect(read).toMatchObject({ KAFKA_SASL_MECHANISM: 'oauthbearer' });
    expect(read.KAFKA_OAUTH_EXTENSIONS).toEqual({ logicalCluster: 'lkc-1', pool: 'p' });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['another mechanism', { KAFKA_SASL_MECHANISM: 'GSSAPI' }, /KAFKA_SASL_MECHANISM.*[^]*must be one of plain/],
    ['tokens without an endpoint', { ...tokens, KAFKA_OAUTH_TOKEN_URL: '' }, /KAFKA_OAUTH_TOKEN_URL/],
    ['tokens without a mechanism', { ...tokens, KAFKA_SASL_MECHANISM: '' }, /KAFKA_SASL_MECHANISM/],
    ['an endpoint that is no URL', { ...tokens, KAFKA_OAUTH_TOKEN_URL: 'login' }, /must be an http/],
    ['a password beside tokens', { ...tokens, KAFKA_SASL_PASSWORD: 'p' }, /KAFKA_SASL_PASSWORD[^]*means nothing/],
    [
      'extensions without names',
      { ...tokens, KAFKA_OAUTH_EXTENSIONS: 'lkc-1' },
      /KAFKA_OAUTH_EXTENSIONS: must be name=value/,
    ],
    ['an authority without TLS', { KAFKA_SSL_CA: server.cert }, /KAFKA_SSL/],
    ['a certificate without its key', { KAFKA_SSL: 'true', KAFKA_SSL_CERT: server.cert }, /KAFKA_SSL_KEY/],
    ['an authority that is none', { KAFKA_SSL: 'true', KAFKA_SSL_CA: 'x' }, /certificates in PEM/],
    [
      'a certificate with a key that is none',
      { KAFKA_SSL: 'true', KAFKA_SSL_CERT: server.cert, KAFKA_SSL_KEY: 'x' },
      /KAFKA_SSL_CERT/,
    ],
  ])('refuse %s', (_, wrong, message) => {
    expect(() => readKafkaSettings({ ...brokers, ...wrong })).toThrow(message);
  });

  it('take certificates with their line ends written out', () => {
    const oneLine = (text: string) => text.replaceAll('\n', '\\n');
    const { cert, key } = server;
    const read = readKafkaSettings({
      ...brokers,
      KAFKA_SSL: 'true',
      KAFKA_SSL_CA: oneLine(cert),
      KAFKA_SSL_CERT: oneLine(cert),
      KAFKA_SSL_KEY: oneLine(key),
    });
    expect(read).toMatchObject({ KAFKA_SSL: true, KAFKA_SSL_CA: cert, KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key });
  });
});
