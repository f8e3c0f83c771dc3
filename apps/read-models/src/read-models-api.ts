import type { ApiDescription } from '@conferencing/http-edge';

/** The head of the OpenAPI document. */
export const readModelsApi: ApiDescription = {
  title: 'Conferencing read models',
  description:
    'Who hosts the meetings of whom, answered from the events of the conferencing service. Send a token of an account, ' +
    'a JWT that one of its signing keys has signed, or the platform token together with X-Account-Id.',
  version: '1',
  accounts: true,
};
