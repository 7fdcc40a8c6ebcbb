import { TypedSearchAttributes, type SearchAttributeType } from '@temporalio/common';
import { startProcess, type End } from '../child-process.js';
import { freePort, loopback } from '../ports.js';
import { temporalCli } from '../pins.js';
import { logToStderr, neverEnds, sourceLine, type Log } from '../resolve.js';
import { obtainExecutable } from './executable.js';

/** A search attribute, as `defineSearchAttributeKey` makes it. */
export interface SearchAttribute {
  readonly name: string;
  readonly type: SearchAttributeType;
}

/** What the server should be like. */
export interface TemporalOptions {
  /** Registered before the server is ready. */
  readonly searchAttributes: readonly SearchAttribute[];
  /** Takes the line that says where the server came from; default stderr. */
  readonly log?: Log;
  /** SQLite file that keeps the state; default: in memory. */
  readonly dbFile?: string;
  /** Whether the Web UI is served; default false. */
  readonly ui?: boolean;
  /** Port of the gRPC frontend; default: a free one. */
  readonly port?: number;
  /** Port of the Web UI; default: a free one. */
  readonly uiPort?: number;
  /** Whether a server named by TEMPORAL_ADDRESS is taken instead; for `dev` alone; default false. */
  readonly honourEnvironment?: boolean;
}

/** A Temporal server for development. */
export interface TemporalService {
  /** Host and port of the gRPC frontend. */
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl?: string;
  readonly source: string;
  /** Resolves when the server is gone. */
  readonly ended: Promise<End>;
  readonly stop: () => Promise<void>;
}

const readyWithinMs = 20_000;

/** Starts a Temporal server on loopback that ends with this process. Throws NoSourceError when none can be had. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalService> {
  const log = options.log ?? logToStderr;
  const given = options.honourEnvironment === true ? process.env['TEMPORAL_ADDRESS'] : undefined;
  if (given !== undefined && given !== '') return existingServer(given, log);

  const executable = await obtainExecutable(temporalCli);
  const port = options.port ?? (await freePort());
  const uiPort = options.ui === true ? (options.uiPort ?? (await freePort())) : undefined;
  const args = serverArguments(options, port, uiPort);
  const server = await startProcess(
    { file: executable.value, args, env: withoutTemporalSettings() },
    { output: /Temporal Server: +\S+/, withinMs: readyWithinMs },
  );
  log(sourceLine('Temporal', executable));
  return {
    address: `${loopback}:${port}`,
    namespace: 'default',
    ...(uiPort !== undefined && { uiUrl: `http://${loopback}:${uiPort}` }),
    source: executable.source,
    ended: server.ended,
    stop: server.stop,
  };
}

function existingServer(address: string, log: Log): TemporalService {
  const source = 'TEMPORAL_ADDRESS';
  log(`Temporal: ${source} (${address})`);
  const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'default';
  return { address, namespace, source, ended: neverEnds, stop: () => Promise.resolve() };
}

function serverArguments(options: TemporalOptions, port: number, uiPort: number | undefined): string[] {
  const attributes = options.searchAttributes.map(
    ({ name, type }) => `${name}=${TypedSearchAttributes.toMetadataType(type)}`,
  );
  return [
    ...['server', 'start-dev', '--ip', loopback, '--port', String(port), '--log-level', 'error'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-ip', loopback, '--ui-port', String(uiPort)]),
    ...(options.dbFile === undefined ? [] : ['--db-filename', options.dbFile]),
    ...attributes.flatMap((attribute) => ['--search-attribute', attribute]),
  ];
}

// The CLI reads TEMPORAL_* too; what is exported for a real cluster must not reach a server of ours.
function withoutTemporalSettings(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_'));
  return Object.fromEntries(others);
}
