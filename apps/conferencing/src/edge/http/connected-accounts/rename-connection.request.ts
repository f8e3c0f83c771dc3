import { TextField } from '@conferencing/http-edge';

export class RenameConnectionRequest {
  @TextField({
    optional: true,
    nullable: true,
    example: 'Zoom of the clinic',
    description: 'Does not change when left out.',
  })
  display_name?: string | null;
}
