import { readKafkaSettings } from './kafka.settings.js';

describe('the Kafka settings', () => {
  const brokers = { KAFKA_BROKERS: 'a:9092, b:9092,' };

  it('need the brokers and nothing else', () => {
    expect(readKafkaSettings(brokers)).toMatchObject({ KAFKA_BROKERS: ['a:9092', 'b:9092'], KAFKA_SSL: false });
    expect(() => readKafkaSettings({})).toThrow('KAFKA_BROKERS');
  });

  it('take a login as a whole or not at all', () => {
    const login = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' };
    expect(readKafkaSettings({ ...brokers, ...login })).toMatchObject(login);
    expect(() => readKafkaSettings({ ...brokers, KAFKA_SASL_USERNAME: 'u' })).toThrow(
      /(?=[^]*KAFKA_SASL_MECHANISM)(?=[^]*KAFKA_SASL_PASSWORD)/,
    );
  });

  it.each(['SCRAM-SHA-512', 'scram-sha-512', 'Scram-Sha-512'])('take a mechanism as %s', (mechanism) => {
    const login = { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' };
    expect(readKafkaSettings({ ...brokers, ...login }).KAFKA_SASL_MECHANISM).toBe('scram-sha-512');
  });
});
