/** A setting from the global setup of the test run; if it is absent the test fails, it is never skipped. */
export function requiredSetting(name: 'TEST_DATABASE_URL' | 'TEST_KAFKA_BROKERS'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the spec through jest's own configuration, or set it`);
  return value;
}

/** The brokers of this test run. */
export function testBrokers(): string[] {
  return requiredSetting('TEST_KAFKA_BROKERS').split(',');
}
