import { Equals, IsString } from 'class-validator';
import { IsId } from '../validation/is-id.js';
import { IsOpenEnum } from '../validation/is-open-enum.js';
import { Nullable } from '../validation/nullable.js';

/** The current statuses; readers must accept others. */
export const EXTERNAL_USER_STATUSES = ['active', 'inactive', 'pending'] as const;
export type ExternalUserStatus = (typeof EXTERNAL_USER_STATUSES)[number];

/** A user synced from a connected account, such as a Zoom user. */
export class ExternalUser {
  @Equals('external_user')
  object: 'external_user';

  @IsId('externalUser')
  id: string;

  @Nullable()
  @IsString()
  email: string | null;

  @Nullable()
  @IsString()
  first_name: string | null;

  @Nullable()
  @IsString()
  last_name: string | null;

  /** Null if the provider no longer has the user. New values may be added. */
  @Nullable()
  @IsOpenEnum(EXTERNAL_USER_STATUSES)
  status: string | null;
}
