import { TextField } from '@conferencing/http-edge';

export class CreateAccountRequest {
  @TextField({ example: 'Harbour Dental', description: 'The display name of the account.' })
  name: string;
}
