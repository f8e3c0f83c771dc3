import { HOST_STATES, type HostState } from '@conferencing/contracts';
import { PageQuery } from '@conferencing/http-edge';
import { ID_PREFIXES, type IdKind, idPattern } from '@conferencing/kernel';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches, ValidateBy, ValidateIf } from 'class-validator';
import { PAIR_SORTS, type PairFilter, type PairSort } from '../../../domain/pair-list.port.js';
import { type Warning, WARNINGS } from '../../../domain/warnings.js';

/** An empty parameter is none. */
const Optional = () => ValidateIf((_, value) => value !== undefined && value !== '');

export function IdQuery(kind: IdKind): PropertyDecorator {
  const pattern = idPattern(kind);
  const message = `$property must be an id like ${ID_PREFIXES[kind]}_d025a96ac0c6`;
  return applyDecorators(
    ApiPropertyOptional({ type: String, pattern: pattern.source, example: `${ID_PREFIXES[kind]}_d025a96ac0c6` }),
    Optional(),
    IsString(),
    Matches(pattern, { message }),
  );
}

export function manyOf(value: string | string[] | undefined): string[] {
  return [value ?? []].flat().filter((one) => one !== '');
}

/** May be there several times, each with one of the values. */
export function ChoicesQuery(values: readonly string[], description: string): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => manyOf(value as string | string[]).every((one) => values.includes(one)),
    defaultMessage: () => `Each $property must be one of the following values: ${values.join(', ')}`,
  };
  return applyDecorators(
    ApiPropertyOptional({ enum: values, isArray: true, description }),
    Optional(),
    ValidateBy({ name: 'isSomeOf', constraints: [values], validator }),
  );
}

const SORTS = PAIR_SORTS.flatMap((sort) => [sort, `-${sort}`]);

export function SearchQuery(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, maxLength: 255, description: `${description} In any case. No wildcards.` }),
    Optional(),
    IsString(),
    Length(1, 255),
  );
}

export class ListPairsQuery extends PageQuery {
  @SearchQuery(
    'A part of the name of the service, of the name or email of the provider, or of the name or email of the host.',
  )
  search?: string;

  @IdQuery('service')
  service_id?: string;

  @IdQuery('provider')
  provider_id?: string;

  @IdQuery('connectedAccount')
  connected_account_id?: string;

  @IdQuery('externalUser')
  external_user_id?: string;

  @ChoicesQuery(HOST_STATES, 'Several: pairs in any of these states.')
  host_state?: string | string[];

  @ChoicesQuery(WARNINGS, 'Several: pairs with any of these warnings.')
  warning?: string | string[];

  @ApiPropertyOptional({
    enum: SORTS,
    description:
      'With `-` in descending order. What has nothing to be sorted by comes last in either. By service id and provider ' +
      'id when left out.',
  })
  @Optional()
  @IsIn(SORTS)
  sort?: string;
}

export function pairFilter(query: ListPairsQuery): PairFilter {
  return {
    search: query.search || undefined,
    serviceId: query.service_id || undefined,
    providerId: query.provider_id || undefined,
    connectedAccountId: query.connected_account_id || undefined,
    externalUserId: query.external_user_id || undefined,
    hostStates: manyOf(query.host_state) as HostState[],
    warnings: manyOf(query.warning) as Warning[],
  };
}

export function pairSort({ sort }: ListPairsQuery): PairSort | null {
  if (sort === undefined || sort === '') return null;
  const descending = sort.startsWith('-');
  return { by: sort.slice(descending ? 1 : 0) as PairSort['by'], descending };
}
