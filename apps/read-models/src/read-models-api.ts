import type { ApiDescription } from '@conferencing/http-edge';

/** The head of the OpenAPI document. */
export const readModelsApi: ApiDescription = {
  title: 'Conferencing read models',
  description:
    'Answers queries about who hosts which meetings, from the events of the conferencing service. Send ' +
    'an account token, a JWT that is signed with a registered key, or the platform token together with ' +
    'X-Account-Id.',
  version: '1',
  accounts: true,
};
