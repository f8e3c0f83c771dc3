import { CONNECTION_SCOPES, type ConnectionScope } from '@conferencing/contracts';
import { ChoiceField, TextField } from '@conferencing/http-edge';

export class AuthorizeZoomQuery {
  @ChoiceField(CONNECTION_SCOPES, { optional: true, description: 'The default is `account`.' })
  connection_scope?: ConnectionScope;

  @TextField({ optional: true, example: 'user_d025a96ac0c6', description: 'The user who owns the connection.' })
  user_id?: string;
}
