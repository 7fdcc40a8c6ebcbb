import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { runCommandLine } from '../../../cli/run.js';
import type { Terminal } from '../../../cli/terminal.js';
import { keys, noon, startEdge } from '../../web/support/server.js';

/** What a run of the command left behind. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  /** Standard output as JSON; throws when it is not exactly one document. */
  json(): unknown;
}

/** An edge that listens on a free port, and a command line that is set up for it. */
export async function startDesk(overrides: Parameters<typeof startEdge>[0] = {}) {
  const edge = await startEdge(overrides);
  await edge.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = edge.app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'amends-cli-'));
  const amends = commandLine({ folder, server: { url, apiKey: keys.admin } });
  const close = async (): Promise<void> => {
    await edge.app.close();
    await rm(folder, { recursive: true });
  };
  return { ...edge, url, folder, amends, close };
}

export type Desk = Awaited<ReturnType<typeof startDesk>>;

/** Runs the command with these words and, where needed, another terminal. */
export type Amends = (
  words: readonly string[],
  overrides?: Partial<Terminal> & { readonly typed?: string },
) => Promise<Run>;

/** A command line whose terminal is in memory. */
function commandLine(defaults: Pick<Terminal, 'folder' | 'server'>): Amends {
  return async (words, { typed = '', ...overrides } = {}) => {
    const out: string[] = [];
    const error: string[] = [];
    const code = await runCommandLine(words, {
      input: lines(typed),
      out: (text) => void out.push(text),
      error: (text) => void error.push(text),
      colours: false,
      now: () => noon,
      ...defaults,
      ...overrides,
    });
    return { code, out: out.join('\n'), error: error.join('\n'), json: () => JSON.parse(out.join('\n')) as unknown };
  };
}

async function* lines(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  yield text;
}
