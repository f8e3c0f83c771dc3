import { ID_PREFIXES, idPattern } from '@conferencing/kernel';
import type { OpenAPIObject } from '@nestjs/swagger';
import { type Access, ACCESS_EXTENSION } from '../auth/access.js';
import { PATH_IDS, type PathIdName } from '../path-id.js';
import { ERROR_SCHEMA, errorResponses, withErrorBodies } from './error-responses.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Parameter = Extract<NonNullable<Operation['parameters']>[number], { in: unknown }>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

const ACCOUNT_PARAMETER: Parameter = {
  name: 'X-Account-Id',
  in: 'header',
  required: false,
  description: 'The account to act for. Needed with the platform token, ignored with all others.',
  schema: { type: 'string', pattern: idPattern('account').source, example: `${ID_PREFIXES.account}_d025a96ac0c6` },
};

function pathParameters(path: string): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const kind = PATH_IDS[name as PathIdName];
    const schema = { type: 'string' as const };
    if (kind === undefined) return { name, in: 'path', required: true, schema };
    const example = `${ID_PREFIXES[kind]}_d025a96ac0c6`;
    return { name, in: 'path', required: true, schema: { ...schema, pattern: idPattern(kind).source, example } };
  });
}

function completeOperation(operation: Operation, path: string, accounts: boolean): void {
  const extended = operation as Operation & { [ACCESS_EXTENSION]?: Access };
  const access = extended[ACCESS_EXTENSION] ?? 'account';
  delete extended[ACCESS_EXTENSION];
  const declared = (operation.parameters ?? []) as Parameter[];
  const missing = pathParameters(path).filter(
    ({ name }) => !declared.some((one) => one.in === 'path' && one.name === name),
  );
  operation.parameters = [...missing, ...declared];
  if (access === 'public') operation.security = [];
  const forAccount = accounts && (access === 'account' || access === 'token');
  if (forAccount) operation.parameters.push(ACCOUNT_PARAMETER);
  const body = operation.requestBody !== undefined;
  const addressed = path.includes('{') || forAccount;
  operation.responses = {
    ...errorResponses({ access, body, addressed }),
    ...withErrorBodies(operation.responses),
  };
}

/** Adds what holds for every endpoint to a generated document: its path ids, its errors and its access. */
export function completeDocument(document: OpenAPIObject, accounts: boolean): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation !== undefined) completeOperation(operation, path, accounts);
    }
  }
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Errors: ERROR_SCHEMA } };
  return document;
}
