import { type Pattern, PATTERNS } from '@conferencing/contracts';
import { Controller, UseFilters } from '@nestjs/common';
import { Ctx, MessagePattern, Payload, TcpContext, Transport } from '@nestjs/microservices';
import { QueryDispatch } from '../rpc/query-dispatch.js';
import { RpcErrorFilter } from '../rpc/rpc-error.filter.js';
import type { QuerySocket } from './query-socket.js';

@Controller()
@UseFilters(RpcErrorFilter)
export class TcpQueriesController {
  constructor(private readonly queries: QueryDispatch) {}

  @MessagePattern(PATTERNS.get, Transport.TCP)
  get(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.answer(PATTERNS.get, payload, context);
  }

  @MessagePattern(PATTERNS.list, Transport.TCP)
  list(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.answer(PATTERNS.list, payload, context);
  }

  @MessagePattern(PATTERNS.hosts, Transport.TCP)
  hosts(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.answer(PATTERNS.hosts, payload, context);
  }

  @MessagePattern(PATTERNS.impact, Transport.TCP)
  impact(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.answer(PATTERNS.impact, payload, context);
  }

  @MessagePattern(PATTERNS.history, Transport.TCP)
  history(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.answer(PATTERNS.history, payload, context);
  }

  @MessagePattern(PATTERNS.changes, Transport.TCP)
  changes(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.answer(PATTERNS.changes, payload, context);
  }

  private answer(pattern: Pattern, payload: unknown, context: TcpContext): Promise<unknown> {
    const socket = context.getSocketRef() as unknown as QuerySocket;
    return this.queries.answer(pattern, payload, socket, socket.presence);
  }
}
