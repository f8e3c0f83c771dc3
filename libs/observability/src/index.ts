export * from './end-on-crash.js';
export * from './health.js';
export * from './logger.js';
export * from './nest-logger.js';
export * from './observability.module.js';
export * from './request-context.js';
export * from './start-line.js';
export * from './tracing.js';
