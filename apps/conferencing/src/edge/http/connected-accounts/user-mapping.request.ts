import { WantedHostEmailField, WantedHostIdField } from '../validation/wanted-host.js';

/** Names the external user by exactly one of `external_user_id` and `email`. */
export class MapUserRequest {
  @WantedHostIdField()
  external_user_id?: string;

  @WantedHostEmailField()
  email?: string;
}
