export * from './coalesced-reads.js';
export * from './data-source.js';
export * from './database.js';
export * from './database.module.js';
export * from './failures.js';
export * from './migrate.js';
export { openPool, type PoolSettings } from './pool.js';
export * from './queryable.js';
export * from './statements.js';
