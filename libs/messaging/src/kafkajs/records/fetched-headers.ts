import type { IHeaders } from 'kafkajs';
import type { RawHeader } from '../../kafka/kafka.port.js';
import { readHeaders, readHeaderTexts, readRawHeaders } from './read-headers.js';

/**
 * The headers of a fetched record, read from its bytes on access. (A getter on the message would do the same, but V8
 * creates an object literal with a getter several times as slowly, and `...` does not copy a class's getter.)
 */
export class FetchedHeaders implements ProxyHandler<IHeaders> {
  /** In kafkajs's form: filled on first use. */
  readonly asObject = new Proxy<IHeaders>({}, this);
  private isRead = false;

  constructor(
    private readonly buffer: Buffer,
    private readonly at: number,
  ) {}

  asTexts(): ReturnType<typeof readHeaderTexts> {
    return readHeaderTexts(this.buffer, this.at);
  }

  asBytes(): RawHeader[] {
    return readRawHeaders(this.buffer, this.at);
  }

  get(headers: IHeaders, name: string | symbol): unknown {
    return Reflect.get(this.filled(headers), name);
  }

  has(headers: IHeaders, name: string | symbol): boolean {
    return Reflect.has(this.filled(headers), name);
  }

  ownKeys(headers: IHeaders): (string | symbol)[] {
    return Reflect.ownKeys(this.filled(headers));
  }

  getOwnPropertyDescriptor(headers: IHeaders, name: string | symbol): PropertyDescriptor | undefined {
    return Reflect.getOwnPropertyDescriptor(this.filled(headers), name);
  }

  set(headers: IHeaders, name: string | symbol, value: unknown): boolean {
    return Reflect.set(this.filled(headers), name, value);
  }

  defineProperty(headers: IHeaders, name: string | symbol, property: PropertyDescriptor): boolean {
    return Reflect.defineProperty(this.filled(headers), name, property);
  }

  deleteProperty(headers: IHeaders, name: string | symbol): boolean {
    return Reflect.deleteProperty(this.filled(headers), name);
  }

  private filled(headers: IHeaders): IHeaders {
    if (!this.isRead) readHeaders(this.buffer, this.at, headers);
    this.isRead = true;
    return headers;
  }
}
