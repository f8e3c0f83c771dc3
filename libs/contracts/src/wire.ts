/** The package's main entry: decoders, names and types. The classes are in `classes`, with their decorators. */
export * from './light.js';
export type * from './events/catalog-data.events.js';
export type * from './events/catalog-updated.events.js';
export type * from './events/conferencing-updated.events.js';
export type * from './queries/account-scope.request.js';
export type * from './queries/get-conferencing.query.js';
export type * from './queries/get-history.query.js';
export type * from './queries/get-impact.query.js';
export type * from './queries/list-changes.query.js';
export type * from './queries/list-conferencing.query.js';
export type * from './queries/list-hosts.query.js';
export type * from './queries/page.request.js';
export type * from './resource/connected-account.js';
export type * from './resource/external-user.js';
export type * from './resource/service-provider-conferencing.js';
