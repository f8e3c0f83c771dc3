/**
 * What the page may call. Tenants, tokens, keys, the catalog's writes and Zoom's own calls are nothing for it, whatever
 * the token behind the session may do. `:x` is one id.
 */
const CONFERENCING = [
  'GET /v1/me',
  'GET /v1/services',
  'GET /v1/services/:x',
  'GET /v1/services/:x/providers',
  'GET /v1/services/:x/providers/:x',
  'GET /v1/providers',
  'GET /v1/providers/:x',
  'GET|PUT|DELETE /v1/services/:x/providers/:x/conferencing',
  'GET /v1/services/:x/providers/:x/conferencing/explain',
  'GET|PUT /v1/services/:x/conferencing',
  'GET /v1/service_providers',
  'GET /v1/conferencing/attention',
  'GET /v1/conferencing/summary',
  'POST /v1/conferencing/handovers',
  'POST /v1/conferencing/undo',
  'GET|POST /v1/connected_accounts',
  'GET|PATCH|DELETE /v1/connected_accounts/:x',
  'GET /v1/connected_accounts/:x/external_users',
  'POST /v1/connected_accounts/:x/external_users/sync',
  'GET|PUT /v1/connected_accounts/:x/user_mappings',
  'GET|PUT|DELETE /v1/connected_accounts/:x/user_mappings/:x',
];

const READ_MODELS = [
  'GET /v1/conferencing',
  'GET /v1/conferencing/changes',
  'GET /v1/services/:x/providers/:x/conferencing',
  'GET /v1/services/:x/providers/:x/conferencing/history',
  'GET /v1/hosts',
  'GET /v1/hosts/:x',
  'GET /v1/connected_accounts/:x/impact',
];

export type IsAllowed = (method: string, path: string) => boolean;

/** Ids are word characters: nothing encoded, and no dots that lead elsewhere. */
function compile(calls: readonly string[]): IsAllowed {
  const patterns = calls.map((call) => {
    const [methods, path] = call.split(' ') as [string, string];
    return { methods: methods.split('|'), path: new RegExp(`^${path.replaceAll(':x', '\\w{1,64}')}$`) };
  });
  return (method, path) =>
    patterns.some((one) => one.methods.includes(method === 'HEAD' ? 'GET' : method) && one.path.test(path));
}

export const mayCallConferencing = compile(CONFERENCING);
export const mayCallReadModels = compile(READ_MODELS);
