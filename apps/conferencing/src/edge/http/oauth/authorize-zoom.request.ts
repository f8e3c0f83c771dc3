import { ChoiceField, IdField } from '@conferencing/http-edge';

export class AuthorizeZoomQuery {
  @ChoiceField(['user', 'account'], { optional: true, description: '`account` when left out.' })
  connection_scope?: 'user' | 'account';

  @IdField('user', { optional: true, description: 'The user who owns the connection.' })
  user_id?: string;
}
