/** For the tests of a consumer: records as they come, and what to test. */
export * from './consumer-cases.js';
export * from './fake-event.js';
