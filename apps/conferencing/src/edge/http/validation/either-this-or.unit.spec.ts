import { DomainError } from '@conferencing/kernel';
import { validateBody } from '@conferencing/http-edge';
import { AssignHostRequest } from '../assignments/assign-host.request.js';

const connection = { connected_account_id: 'cact_d025a96ac0c6' };
const byId = { external_user_id: 'exusr_d025a96ac0c6' };
const byEmail = { email: 'dr.smith@example.com' };

function faultsOf(body: object): string[] {
  try {
    validateBody(AssignHostRequest, body);
    return [];
  } catch (error) {
    return (error as DomainError).faults.map(({ pointer, detail }) => `${pointer}: ${detail}`);
  }
}

describe('a host who is named by exactly one of two fields', () => {
  const onlyOne = '/external_user_id: Give exactly one of external_user_id and email.';

  it.each([
    ['by id', { ...connection, ...byId }, []],
    ['by email', { ...connection, ...byEmail }, []],
    ['by nothing', connection, [onlyOne]],
    ['by both', { ...connection, ...byId, ...byEmail }, [onlyOne]],
    ['by a wrong email', { ...connection, email: 'nobody' }, ['/email: email must be an email.']],
    ['by nothing, of no connection', {}, ['/connected_account_id: connected_account_id is required.', onlyOne]],
  ])('%s', (_, body, faults) => {
    expect(faultsOf(body)).toEqual(faults);
  });
});
