import { IdField, TextField } from '@conferencing/http-edge';

export class SignInRequest {
  @TextField({ max: 2_048, example: 'cft_…', description: 'An account token, or the platform token.' })
  token: string;
}

export class ChooseAccountRequest {
  @IdField('account')
  account_id: string;
}
