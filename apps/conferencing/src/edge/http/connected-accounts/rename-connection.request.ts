import { TextField } from '@conferencing/http-edge';

export class RenameConnectionRequest {
  @TextField({
    optional: true,
    nullable: true,
    example: 'Zoom of the clinic',
    description: 'Left out: stays as it is.',
  })
  display_name?: string | null;
}
