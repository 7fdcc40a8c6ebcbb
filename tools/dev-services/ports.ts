import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';

/** The only address dev services listen on. */
export const loopback = '127.0.0.1';

/**
 * A free loopback port for a child process that cannot choose one itself. The port is left in TIME_WAIT, where the
 * system hands it to nobody who asks for any port, while a server that names it may bind it.
 */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  const accepted = once(server, 'connection');
  const visitor = connect(port, loopback);
  const [socket] = (await accepted) as [import('node:net').Socket];
  const left = once(visitor, 'close');
  visitor.resume();
  // The accepting side must close first: only the side that closes first keeps the port in TIME_WAIT.
  socket.end();
  await left;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** This loopback port where nobody listens on it, else any free one. */
export async function freePortLike(preferred: number): Promise<number> {
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port: preferred, host: loopback, exclusive: true }, () => resolve(true));
  });
  if (!free) return freePort();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return preferred;
}

/** Lets a server listen on a free loopback port and gives the port. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, loopback);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
