import { Equals, IsIn, IsString } from 'class-validator';
import { IsId } from '../validation/is-id.js';
import { IsUtcTime } from '../validation/is-utc-time.js';
import { Nullable } from '../validation/nullable.js';

/** `user`: one user owns the connection; `account`: the whole account shares it. */
export const CONNECTION_SCOPES = ['user', 'account'] as const;
export type ConnectionScope = (typeof CONNECTION_SCOPES)[number];

/** Only `zoom_admin` can host meetings. */
export const CONNECTED_ACCOUNT_PROVIDERS = ['google', 'microsoft', 'zoom_admin'] as const;
export type ConnectedAccountProvider = (typeof CONNECTED_ACCOUNT_PROVIDERS)[number];

/**
 * `active`: works; `reconnect_required`: the provider refuses the credentials, the account has to be connected again;
 * `insufficient_permissions`: connected without every needed scope.
 */
export const CONNECTED_ACCOUNT_STATUSES = ['active', 'reconnect_required', 'insufficient_permissions'] as const;
export type ConnectedAccountStatus = (typeof CONNECTED_ACCOUNT_STATUSES)[number];

/** An authorised link to an external system. Its credentials are never part of it. */
export class ConnectedAccount {
  @Equals('connected_account')
  object: 'connected_account';

  @IsId('connectedAccount')
  id: string;

  @IsIn(CONNECTED_ACCOUNT_PROVIDERS)
  provider: ConnectedAccountProvider;

  @IsIn(CONNECTION_SCOPES)
  connection_scope: ConnectionScope;

  @IsIn(CONNECTED_ACCOUNT_STATUSES)
  status: ConnectedAccountStatus;

  @Nullable()
  @IsString()
  display_name: string | null;

  @IsString()
  email: string;

  /** The organisation at the provider, such as a Zoom account number. */
  @Nullable()
  @IsString()
  external_account_id: string | null;

  /** This account's own identifier at the provider. */
  @IsString()
  external_subject: string;

  /** The user who owns the connection, if there is one. */
  @Nullable()
  @IsString()
  user_id: string | null;

  @IsUtcTime()
  created_at: string;

  /** Changes only together with another field. */
  @IsUtcTime()
  updated_at: string;
}
