import { EmailField, FlagField, TextField } from '@conferencing/http-edge';

/** Replaces the provider: a field that is left out becomes empty. */
export class PutProviderRequest {
  @TextField({ example: 'Dr. Jane Smith' })
  display_name: string;

  @EmailField({
    optional: true,
    nullable: true,
    description: 'A sync maps the provider to the external user with this email, if there is exactly one.',
  })
  email?: string | null;

  @TextField({ optional: true, nullable: true, example: 'Jane' })
  first_name?: string | null;

  @TextField({ optional: true, nullable: true, example: 'Smith' })
  last_name?: string | null;

  @TextField({ optional: true, nullable: true, max: 64, example: 'Europe/Berlin' })
  time_zone?: string | null;

  @FlagField({
    optional: true,
    description: 'The default is true. False deactivates the provider, and each of their pairs loses its host.',
  })
  active?: boolean;
}
