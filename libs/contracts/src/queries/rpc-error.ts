/** One error, as in the `errors` of an HTTP answer. */
export interface ErrorObject {
  /** The HTTP status as text, such as "404". */
  status: string;
  code: string;
  detail: string;
  /** A JSON pointer to the wrong field, if there is one. */
  source?: { pointer: string };
}

/** The content of a query's RpcException: the first error, and all of them if there are several. */
export interface RpcError extends ErrorObject {
  errors?: ErrorObject[];
}
