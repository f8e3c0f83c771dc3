import type { ApiDescription } from '@conferencing/http-edge';

/** The head of the OpenAPI document. */
export const consoleApi: ApiDescription = {
  title: 'Conferencing console',
  description:
    'The session of the page for the people who look after assignments. The page itself calls the API of conferencing ' +
    'below /api/conferencing and that of read-models below /api/read-models, with the cookie of its session.',
  version: '1',
  accounts: false,
};
