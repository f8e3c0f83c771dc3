/** Every entry point with functions or classes in it. */
export const ENTRIES = [
  'contracts',
  'contracts/classes',
  'contracts/testing',
  'client',
  'messaging',
  'messaging/nest',
  'outbox',
];
