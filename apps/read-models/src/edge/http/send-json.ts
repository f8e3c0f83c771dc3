import { Header } from '@nestjs/common';

/** For handlers that return a {@link JsonText}: it is sent as it is. */
export const SendJson = (): MethodDecorator => Header('content-type', 'application/json; charset=utf-8');
