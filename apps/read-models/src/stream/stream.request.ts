import { HOST_STATES, type HostState, IsId } from '@conferencing/contracts';
import { IsIn, IsOptional } from 'class-validator';

/** The changes of the account to send; without parameters, all of them. */
export class StreamRequest {
  @IsOptional()
  @IsId('service')
  service_id?: string;

  @IsOptional()
  @IsId('provider')
  provider_id?: string;

  /** Before the change or after it. */
  @IsOptional()
  @IsId('connectedAccount')
  connected_account_id?: string;

  /** Before the change or after it. */
  @IsOptional()
  @IsId('externalUser')
  external_user_id?: string;

  /** After the change. */
  @IsOptional()
  @IsIn(HOST_STATES)
  host_state?: HostState;
}
