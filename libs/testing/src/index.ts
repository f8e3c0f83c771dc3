export * from './eventually.js';
export * from './private-kafka.js';
export * from './private-postgres.js';
export * from './required-setting.js';
export * from './temporary-folder.js';
export * from './test-database.js';
export * from './unique-topic.js';
