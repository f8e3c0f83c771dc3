/** One thing that is wrong, as in the `errors` of an HTTP answer. */
export interface ErrorObject {
  /** The HTTP status as text, such as "404". */
  status: string;
  code: string;
  detail: string;
  /** A JSON pointer to the field at fault, where one is. */
  source?: { pointer: string };
}

/** What an RpcException of a query holds: the first error, and all of them where there are several. */
export interface RpcError extends ErrorObject {
  errors?: ErrorObject[];
}
