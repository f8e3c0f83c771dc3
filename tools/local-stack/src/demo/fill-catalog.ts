import type { JsonApi } from './json-api.js';
import type { KeptDemo } from './kept-demo.js';
import { line } from './print.js';
import { HOSTS } from './people.js';

/** One service, one provider, and the provider assigned to the service; repeating it changes nothing. */
export async function fillCatalog(conferencing: JsonApi, { serviceId, providerId }: KeptDemo): Promise<void> {
  const [{ email, first_name, last_name }] = HOSTS;
  const display_name = `${first_name} ${last_name}`;
  await conferencing.call('PUT', `/v1/services/${serviceId}`, { name: 'First appointment' });
  await conferencing.call('PUT', `/v1/providers/${providerId}`, { display_name, email, first_name, last_name });
  await conferencing.call('PUT', `/v1/services/${serviceId}/providers/${providerId}`);
  line(`service ${serviceId} is delivered by provider ${providerId}`);
}
