/** The parts of an OpenAPI document from which requests are made. */
export interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  enum?: unknown[];
  example?: unknown;
  format?: string;
  maxLength?: number;
  nullable?: boolean;
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema?: Schema;
}

interface DescribedOperation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, unknown>;
  security?: unknown[];
}

export interface Document {
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: Record<string, Schema> };
}

export interface Operation {
  /** For example `PUT /v1/services/{service_id}`. */
  name: string;
  method: string;
  path: string;
  parameters: Parameter[];
  /** Each body that it takes, by its schema; none for an operation without a body. */
  bodies: Schema[];
  /** The allowed callers: all, the platform, or tokens that act for an account. */
  access: 'public' | 'platform' | 'account';
}

export function resolve(document: Document, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.split('/').at(-1) ?? '';
  const found = document.components.schemas[name];
  if (found === undefined) throw new Error(`The document lacks ${schema.$ref}`);
  return found;
}

function accessOf(operation: DescribedOperation): Operation['access'] {
  if (operation.security?.length === 0) return 'public';
  return '403' in operation.responses ? 'platform' : 'account';
}

export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const body = operation.requestBody?.content['application/json']?.schema;
      const bodies = body === undefined ? [] : (body.oneOf ?? [body]).map((schema) => resolve(document, schema));
      const { parameters = [] } = operation;
      const name = `${method.toUpperCase()} ${path}`;
      return { name, method: method.toUpperCase(), path, parameters, bodies, access: accessOf(operation) };
    }),
  );
}
