import { type Pattern, PATTERNS } from '@conferencing/contracts';
import { Controller, UseFilters } from '@nestjs/common';
import { Ctx, type KafkaContext, MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { QueryDispatch } from '../rpc/query-dispatch.js';
import { RpcErrorFilter } from '../rpc/rpc-error.filter.js';

/** A query over Kafka does not name its caller, so all of them count together. */
const CALLERS = {};

@Controller()
@UseFilters(RpcErrorFilter)
export class KafkaQueriesController {
  constructor(private readonly queries: QueryDispatch) {}

  @MessagePattern(Object.values(PATTERNS), Transport.KAFKA)
  answer(@Payload() payload: unknown, @Ctx() context: KafkaContext): Promise<unknown> {
    return this.queries.answer(context.getTopic() as Pattern, payload, CALLERS);
  }
}
