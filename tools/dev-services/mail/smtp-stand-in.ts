import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { Faults, type FaultPick } from '../faults.js';
import { loopback } from '../ports.js';
import { tally } from '../tally.js';
import type { ReceivedMail } from './received-mail.js';
import { buildSmtpServer, type SmtpFault } from './smtp-server.js';

/** A mail server in this process that keeps what it takes, with faults at will. */
export interface SmtpStandIn {
  readonly smtpUrl: string;
  /** Every mail taken, oldest first, also those whose sender was cut off before it learned of it. */
  readonly mails: readonly ReceivedMail[];
  /** Lets the next mails go wrong, one fault a mail. */
  failNext(...faults: readonly SmtpFault[]): void;
  /** From now on asks this about each mail that meets no scripted fault, once a mail, with its first recipient. */
  failBy(pick: FaultPick<string, SmtpFault>): void;
  /** Cuts all connections and refuses new ones, or takes them again on the same port. */
  refuseConnections(refused: boolean): Promise<void>;
  /** Tells the listener of each mail from now on, when it is taken and before its sender is answered. */
  onTaken(listener: (mail: ReceivedMail) => void): void;
  /** How many mails carried each value of a header field: the receiver's own count of duplicates. */
  copiesBy(header: string): ReadonlyMap<string, number>;
  readonly stop: () => Promise<void>;
}

/** Starts the stand-in on a free loopback port. */
export async function startSmtpStandIn(): Promise<SmtpStandIn> {
  const mails: ReceivedMail[] = [];
  const listeners: ((mail: ReceivedMail) => void)[] = [];
  const faults = new Faults<string, SmtpFault>();
  const take = (mail: ReceivedMail) => {
    mails.push(mail);
    for (const listener of listeners) listener(mail);
  };
  const server = buildSmtpServer({ faults, take, drop: ({ remotePort }) => sockets.get(remotePort)?.destroy() });
  const sockets = socketsOf(server.server);
  const listen = (port: number) => once(server.listen(port, loopback), 'listening');
  await listen(0);
  const { port } = server.server.address() as AddressInfo;
  const close = async () => {
    const closed = once(server.server, 'close');
    server.server.close();
    // A pooled sender keeps its connection open and would hold the server up.
    for (const socket of sockets.values()) socket.destroy();
    await closed;
  };
  return {
    smtpUrl: `smtp://${loopback}:${port}`,
    mails,
    failNext: faults.failNext,
    failBy: faults.failBy,
    async refuseConnections(refused) {
      if (refused === server.server.listening) await (refused ? close() : listen(port));
    },
    onTaken: (listener) => void listeners.push(listener),
    copiesBy: (header) => tally(valuesOf(mails, header.toLowerCase())),
    async stop() {
      if (server.server.listening) await close();
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

function valuesOf(mails: readonly ReceivedMail[], header: string): readonly string[] {
  const fields = mails.flatMap(({ content }) => content.headers);
  return fields.filter(({ key }) => key === header).map(({ value }) => value);
}
