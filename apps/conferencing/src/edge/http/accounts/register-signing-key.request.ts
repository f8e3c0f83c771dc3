import { ChoiceField, FlagField, NestedField, TextField } from '@conferencing/http-edge';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, Matches, ValidateIf } from 'class-validator';

const COORDINATE = /^[\w-]{43}$/;
const message = '$property must be 32 bytes as base64url';

/** A public key as JSON Web Key; other members of a JWK are accepted and not stored. */
export class PublicJwkRequest {
  @ChoiceField(['EC'])
  kty: 'EC';

  @ChoiceField(['P-256'])
  crv: 'P-256';

  @TextField({ max: 43, example: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU' })
  @Matches(COORDINATE, { message })
  x: string;

  @TextField({ max: 43, example: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' })
  @Matches(COORDINATE, { message })
  y: string;

  @ChoiceField(['ES256'], { optional: true })
  alg?: string;

  @ChoiceField(['sig'], { optional: true })
  use?: string;

  @TextField({ optional: true, description: 'Ignored: the service makes the id of the key.' })
  kid?: string;

  @FlagField({ optional: true })
  ext?: boolean;

  @ApiPropertyOptional({ type: 'array', items: { type: 'string', enum: ['verify'] } })
  @ValidateIf((_, value) => value !== undefined)
  @ArrayMaxSize(1)
  @IsIn(['verify'], { each: true })
  @IsArray()
  key_ops?: string[];
}

export class RegisterSigningKeyRequest {
  @NestedField(() => PublicJwkRequest, {
    description: 'The public half of a P-256 key pair. Never send the private half.',
  })
  public_jwk: PublicJwkRequest;
}
