import { ChoiceField, TextField } from '@conferencing/http-edge';

export class AuthorizeZoomQuery {
  @ChoiceField(['user', 'account'], { optional: true, description: 'The default is `account`.' })
  connection_scope?: 'user' | 'account';

  @TextField({ optional: true, example: 'user_d025a96ac0c6', description: 'The user who owns the connection.' })
  user_id?: string;
}
