import { IsBoolean, IsNotEmpty, IsOptional, IsString } from 'class-validator';
import { IsId } from '../validation/is-id.js';

export class ServiceReference {
  @IsId('service')
  id: string;
}

export class ServiceData extends ServiceReference {
  @IsString()
  @IsNotEmpty()
  name: string;
}

export class ProviderReference {
  @IsId('provider')
  id: string;
}

export class ProviderData extends ProviderReference {
  @IsString()
  @IsNotEmpty()
  display_name: string;

  @IsOptional()
  @IsString()
  email?: string | null;

  @IsOptional()
  @IsString()
  first_name?: string | null;

  @IsOptional()
  @IsString()
  last_name?: string | null;

  @IsOptional()
  @IsString()
  time_zone?: string | null;

  /** The default is true; false acts as a deactivation. */
  @IsOptional()
  @IsBoolean()
  active?: boolean | null;
}

export class ServiceProviderReference {
  @IsId('service')
  service_id: string;

  @IsId('provider')
  provider_id: string;
}
