import type { ApiDescription } from '@conferencing/http-edge';

/** The head of the OpenAPI document. */
export const conferencingApi: ApiDescription = {
  title: 'Conferencing',
  description:
    'Assigns the Zoom user who hosts the meetings of a provider on a service. Send an account token, a ' +
    'JWT that is signed with a registered key, or the platform token together with X-Account-Id.',
  version: '1',
  accounts: true,
};
