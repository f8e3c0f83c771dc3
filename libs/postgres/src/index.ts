export * from './failures.js';
export { CLIENT_TIMEOUT_SLACK_MS, openPool, type PoolSettings, schemaOf } from './pool.js';
export { prepareSession, type SessionSettings } from './session.js';
export { refuseSharedBackends, SharedBackendError } from './shared-backend.js';
