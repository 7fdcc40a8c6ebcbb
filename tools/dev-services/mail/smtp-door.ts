import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { loopback } from '../ports.js';
import { buildSmtpServer, type SmtpState } from './smtp-server.js';

/** A mail server on loopback that can be shut, and opened again in the same place. */
export interface SmtpDoor {
  readonly smtpUrl: string;
  /** Takes connections again; an open door stays so. */
  readonly open: () => Promise<void>;
  /** Cuts all connections and refuses new ones; a shut door stays so. */
  readonly shut: () => Promise<void>;
}

/** Opens a door at a port; default: a free one. Rejects when the port is taken. */
export async function openSmtpDoor(state: Omit<SmtpState, 'drop'>, wanted = 0): Promise<SmtpDoor> {
  const server = buildSmtpServer({ ...state, drop: ({ remotePort }) => sockets.get(remotePort)?.destroy() });
  const sockets = socketsOf(server.server);
  const listen = (at: number) => once(server.listen(at, loopback), 'listening');
  await listen(wanted);
  const { port } = server.server.address() as AddressInfo;
  return {
    smtpUrl: `smtp://${loopback}:${port}`,
    async open() {
      if (!server.server.listening) await listen(port);
    },
    async shut() {
      if (!server.server.listening) return;
      const closed = once(server.server, 'close');
      server.server.close();
      // A pooled sender keeps its connection open and would hold the server up.
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}

/** The open connections of a server, by the port of whoever called. */
function socketsOf(server: Server): ReadonlyMap<number, Socket> {
  const sockets = new Map<number, Socket>();
  server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  return sockets;
}
