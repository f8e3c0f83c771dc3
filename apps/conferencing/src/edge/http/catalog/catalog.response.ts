import { ApiProperty } from '@nestjs/swagger';
import type { Provider, Service, ServiceProvider } from '../../../domain/catalog.port.js';

const nullableText = { type: String, nullable: true } as const;

export class ServiceResponse {
  @ApiProperty({ enum: ['service'] }) object: 'service';
  @ApiProperty({ example: 'srv_d025a96ac0c6' }) id: string;
  @ApiProperty({ ...nullableText, example: 'First consultation' }) name: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time' }) updated_at: string;
}

export class ProviderResponse {
  @ApiProperty({ enum: ['provider'] }) object: 'provider';
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) id: string;
  @ApiProperty({ ...nullableText, example: 'Dr. Jane Smith' }) display_name: string | null;
  @ApiProperty({ ...nullableText, example: 'dr.smith@example.com' }) email: string | null;
  @ApiProperty({ ...nullableText, example: 'Jane' }) first_name: string | null;
  @ApiProperty({ ...nullableText, example: 'Smith' }) last_name: string | null;
  @ApiProperty({ ...nullableText, example: 'Europe/Berlin' }) time_zone: string | null;
  @ApiProperty({ description: 'False: deactivated.' }) active: boolean;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time' }) updated_at: string;
}

export class ServiceProviderResponse {
  @ApiProperty({ enum: ['service_provider'] }) object: 'service_provider';
  @ApiProperty({ example: 'srv_d025a96ac0c6' }) service_id: string;
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) provider_id: string;
  @ApiProperty({
    type: ProviderResponse,
    nullable: true,
    description: 'Null until the catalog record of this provider has arrived.',
  })
  provider: ProviderResponse | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

export function serviceResponse({ id, name, createdAt, updatedAt }: Service): ServiceResponse {
  return {
    object: 'service',
    id,
    name,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}

export function providerResponse(provider: Provider): ProviderResponse {
  return {
    object: 'provider',
    id: provider.id,
    display_name: provider.displayName,
    email: provider.email,
    first_name: provider.firstName,
    last_name: provider.lastName,
    time_zone: provider.timeZone,
    active: provider.active,
    created_at: provider.createdAt.toISOString(),
    updated_at: provider.updatedAt.toISOString(),
  };
}

export function serviceProviderResponse(pair: ServiceProvider): ServiceProviderResponse {
  return {
    object: 'service_provider',
    service_id: pair.serviceId,
    provider_id: pair.providerId,
    provider: pair.provider === null ? null : providerResponse(pair.provider),
    created_at: pair.createdAt.toISOString(),
  };
}
