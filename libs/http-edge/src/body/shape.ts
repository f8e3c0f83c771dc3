/** A class whose decorators declare a body or a query. */
export type Shape<T extends object = object> = new () => T;
