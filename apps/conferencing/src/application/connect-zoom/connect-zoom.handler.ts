import { Injectable } from '@nestjs/common';
import type { ConnectedAccountView, ConnectionScope } from '../../domain/connected-accounts.port.js';
import { ExternalDirectory, type ServerToServerCredentials } from '../../domain/external-directory.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { refusalOf } from './directory-refusal.js';
import { SaveZoomConnectionHandler } from './save-zoom-connection.handler.js';

export interface ConnectZoom {
  accountId: string;
  scope: ConnectionScope;
  userId: string | null;
  credentials: ServerToServerCredentials;
  provenance: Provenance;
}

/** Connects a Zoom account with its own credentials, after it has checked them at Zoom. */
@Injectable()
export class ConnectZoomHandler {
  constructor(
    private readonly directory: ExternalDirectory,
    private readonly save: SaveZoomConnectionHandler,
  ) {}

  /** Throws `invalid` with code `credentials_rejected`, or `bad_gateway`. */
  async execute(command: ConnectZoom): Promise<{ connection: ConnectedAccountView; created: boolean }> {
    const identity = await this.directory.verify(command.credentials).catch((error: unknown) => {
      throw refusalOf(error);
    });
    return this.save.execute({ ...command, identity });
  }
}
