import { freePort, freePortLike } from '../dev-services/ports.js';
import type { Log } from '../dev-services/index.js';

/** What listens on a port. */
interface Listener {
  readonly title: string;
  /** The port that it is known for. */
  readonly usual: number;
  /** The variable that names another one to be taken instead; it listens nowhere then. */
  readonly given?: string;
}

const listeners = {
  web: { title: 'the web edge', usual: 8080 },
  temporal: { title: 'Temporal', usual: 7233, given: 'TEMPORAL_ADDRESS' },
  temporalUi: { title: 'the Temporal UI', usual: 8233, given: 'TEMPORAL_ADDRESS' },
  mongo: { title: 'MongoDB', usual: 27_017, given: 'MONGODB_URI' },
  smtp: { title: 'mail', usual: 1025, given: 'SMTP_URL' },
  inbox: { title: 'the inbox', usual: 1080, given: 'SMTP_URL' },
  twilio: { title: 'the Twilio stand-in', usual: 1081 },
} as const satisfies Record<string, Listener>;

/** A port for everything that listens; kept over restarts, so that the others find it again. */
export type Ports = Readonly<Record<keyof typeof listeners, number>>;

/** The usual ports; another one, and a line that says so, where somebody listens already. */
export function usualPorts(say: Log, env: NodeJS.ProcessEnv = process.env): Promise<Ports> {
  return portsBy(async ({ title, usual, given }) => {
    if (given !== undefined && (env[given] ?? '') !== '') return usual;
    const port = await freePortLike(usual);
    if (port !== usual) say(`  Port ${usual} of ${title} is taken: ${port} instead`);
    return port;
  });
}

/** Any free ports. */
export function anyPorts(): Promise<Ports> {
  return portsBy(freePort);
}

async function portsBy(choose: (listener: Listener) => Promise<number>): Promise<Ports> {
  const chosen: [string, number][] = [];
  // One after the other, so that the lines come in order.
  for (const [name, listener] of Object.entries(listeners)) chosen.push([name, await choose(listener)]);
  return Object.fromEntries(chosen) as Ports;
}
