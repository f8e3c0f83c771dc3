import { PATTERNS } from '@conferencing/contracts';
import { Controller, UseFilters } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { QueryDispatch } from '../rpc/query-dispatch.js';
import { RpcErrorFilter } from '../rpc/rpc-error.filter.js';

@Controller()
@UseFilters(RpcErrorFilter)
export class KafkaQueriesController {
  constructor(private readonly queries: QueryDispatch) {}

  @MessagePattern(PATTERNS.get, Transport.KAFKA)
  get(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.get, payload);
  }

  @MessagePattern(PATTERNS.list, Transport.KAFKA)
  list(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.list, payload);
  }

  @MessagePattern(PATTERNS.hosts, Transport.KAFKA)
  hosts(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.hosts, payload);
  }

  @MessagePattern(PATTERNS.impact, Transport.KAFKA)
  impact(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.impact, payload);
  }

  @MessagePattern(PATTERNS.history, Transport.KAFKA)
  history(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.history, payload);
  }

  @MessagePattern(PATTERNS.changes, Transport.KAFKA)
  changes(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.changes, payload);
  }
}
