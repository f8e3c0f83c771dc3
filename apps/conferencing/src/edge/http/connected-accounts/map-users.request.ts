import { FlagField, IdField, NestedListField } from '@conferencing/http-edge';
import { MapUserRequest } from './user-mapping.request.js';

/** One provider, and their user by exactly one of `external_user_id` and `email`. */
export class MapOneOfManyRequest extends MapUserRequest {
  @IdField('provider')
  provider_id: string;
}

export class MapUsersRequest {
  @NestedListField(() => MapOneOfManyRequest, { max: 5_000, description: 'Name each provider once.' })
  mappings: MapOneOfManyRequest[];

  @FlagField({ optional: true, description: 'Return what would be changed, and change nothing.', example: false })
  dry_run?: boolean;
}
