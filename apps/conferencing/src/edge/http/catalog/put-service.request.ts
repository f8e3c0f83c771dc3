import { TextField } from '@conferencing/http-edge';

export class PutServiceRequest {
  @TextField({ example: 'First consultation' })
  name: string;
}
