import { PATTERNS } from '@conferencing/contracts';
import { Controller, UseFilters } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { QueryDispatch } from '../rpc/query-dispatch.js';
import { RpcErrorFilter } from '../rpc/rpc-error.filter.js';

@Controller()
@UseFilters(RpcErrorFilter)
export class TcpQueriesController {
  constructor(private readonly queries: QueryDispatch) {}

  @MessagePattern(PATTERNS.get, Transport.TCP)
  get(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.get, payload);
  }

  @MessagePattern(PATTERNS.list, Transport.TCP)
  list(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.list, payload);
  }

  @MessagePattern(PATTERNS.hosts, Transport.TCP)
  hosts(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.hosts, payload);
  }

  @MessagePattern(PATTERNS.impact, Transport.TCP)
  impact(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.impact, payload);
  }

  @MessagePattern(PATTERNS.history, Transport.TCP)
  history(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.history, payload);
  }

  @MessagePattern(PATTERNS.changes, Transport.TCP)
  changes(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.changes, payload);
  }
}
