export * from './account-token.js';
export * from './jwt-verifier.js';
export * from './known-caller.js';
export * from './public-key.js';
