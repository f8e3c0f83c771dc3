import { TextField } from '@conferencing/http-edge';

export class IssueTokenRequest {
  @TextField({ example: 'scheduler backend', description: 'What the token is for.' })
  name: string;
}
