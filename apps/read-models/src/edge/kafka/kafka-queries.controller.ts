import { PATTERNS } from '@conferencing/contracts';
import { Controller, UseFilters } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { QueryDispatch } from '../rpc/query-dispatch.js';
import { RpcErrorFilter } from '../rpc/rpc-error.filter.js';

/** A query over Kafka does not name its caller, so all of them count together. */
const CALLERS = {};

@Controller()
@UseFilters(RpcErrorFilter)
export class KafkaQueriesController {
  constructor(private readonly queries: QueryDispatch) {}

  @MessagePattern(PATTERNS.get, Transport.KAFKA)
  get(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.get, payload, CALLERS);
  }

  @MessagePattern(PATTERNS.list, Transport.KAFKA)
  list(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.list, payload, CALLERS);
  }

  @MessagePattern(PATTERNS.hosts, Transport.KAFKA)
  hosts(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.hosts, payload, CALLERS);
  }

  @MessagePattern(PATTERNS.impact, Transport.KAFKA)
  impact(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.impact, payload, CALLERS);
  }

  @MessagePattern(PATTERNS.history, Transport.KAFKA)
  history(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.history, payload, CALLERS);
  }

  @MessagePattern(PATTERNS.changes, Transport.KAFKA)
  changes(@Payload() payload: unknown): Promise<unknown> {
    return this.queries.answer(PATTERNS.changes, payload, CALLERS);
  }
}
