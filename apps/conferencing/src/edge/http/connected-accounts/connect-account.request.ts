import { CONNECTION_SCOPES, type ConnectionScope } from '@conferencing/contracts';
import { ChoiceField, EmailField, NestedField, TextField } from '@conferencing/http-edge';

const scopeField = () =>
  ChoiceField(CONNECTION_SCOPES, {
    description: '`user`: one user owns the connection; `account`: the whole account shares it.',
  });
/** Users belong to the platform: their ids may have any form. */
const ownerField = () =>
  TextField({
    optional: true,
    nullable: true,
    example: 'user_d025a96ac0c6',
    description: 'The user who owns the connection.',
  });

export class ServerToServerCredentialsRequest {
  @ChoiceField(['server_to_server'])
  type: 'server_to_server';

  @TextField({ example: 'q6gBJVO5TzexKYTb_I2rpg', description: 'The Zoom account.' })
  account_id: string;

  @TextField({ example: 'ylfWbPFPTkuFLPfFDJxRVw' })
  client_id: string;

  @TextField({ example: '…', description: 'Stored encrypted, and never shown again.' })
  client_secret: string;
}

/** Connects a Zoom account, which can host. */
export class ConnectZoomRequest {
  @ChoiceField(['zoom_admin'])
  provider: 'zoom_admin';

  @scopeField()
  connection_scope: ConnectionScope;

  @NestedField(() => ServerToServerCredentialsRequest)
  credentials: ServerToServerCredentialsRequest;

  @ownerField()
  user_id?: string | null;
}

/** Registers a connection that cannot host. */
export class RegisterConnectionRequest {
  @ChoiceField(['google', 'microsoft'])
  provider: 'google' | 'microsoft';

  @scopeField()
  connection_scope: ConnectionScope;

  @EmailField()
  email: string;

  @TextField({ example: '123456789', description: 'Identifier of this account at the provider.' })
  external_subject: string;

  @TextField({ optional: true, nullable: true, example: 'Jane Smith' })
  display_name?: string | null;

  @TextField({ optional: true, nullable: true, description: 'Identifier of the organisation at the provider.' })
  external_account_id?: string | null;

  @ownerField()
  user_id?: string | null;
}
