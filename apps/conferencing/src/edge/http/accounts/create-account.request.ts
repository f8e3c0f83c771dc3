import { TextField } from '@conferencing/http-edge';

export class CreateAccountRequest {
  @TextField({ example: 'Harbour Dental', description: 'What people call the account.' })
  name: string;
}
