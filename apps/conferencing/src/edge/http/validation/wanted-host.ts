import { EmailField, IdField } from '@conferencing/http-edge';
import { applyDecorators } from '@nestjs/common';
import type { WantedHost } from '../../../domain/host-resolution.js';
import { EitherThisOr } from './either-this-or.js';

/** A request names a user of a connected account by exactly one of these fields. */
interface WantedHostFields {
  external_user_id?: string;
  email?: string;
}

export function WantedHostIdField(): PropertyDecorator {
  return applyDecorators(
    IdField('externalUser', { description: 'The id of a user of the connected account.' }),
    EitherThisOr('email'),
  );
}

export function WantedHostEmailField(): PropertyDecorator {
  return applyDecorators(
    EmailField({
      description:
        'The email of a user of the connected account (case-insensitive). If unknown, the service asks Zoom once.',
    }),
    EitherThisOr('external_user_id'),
  );
}

export function wantedHost({ external_user_id: externalUserId, email = '' }: WantedHostFields): WantedHost {
  return externalUserId === undefined ? { email } : { externalUserId };
}
