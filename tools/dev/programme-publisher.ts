import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { tsxLoader } from '../processes/tsx-loader.js';
import type { Log } from '../dev-services/index.js';

/** What is published, and where. */
export interface Publication {
  /** The programme's folder. */
  readonly folder: string;
  /** Milliseconds of plan that pass in one. */
  readonly pace: number;
  readonly url: string;
  /** The key of an admin. */
  readonly apiKey: string;
  readonly say: Log;
}

const script = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const timeLimitMs = 60_000;
/** How the command ends when nobody answers. */
const unavailable = 5;

/** How a call of the command went. */
interface Call {
  readonly exitCode: number;
  readonly output: string;
}

/** Publishes a programme each time that it is told to; one with faults is not published, and its faults are said. */
export class ProgrammePublisher {
  readonly #publication: Publication;
  #turn = new AbortController();
  #said = '';

  constructor(publication: Publication) {
    this.#publication = publication;
  }

  /** Publishes the folder as it is now, waiting for the web edge; a later call, or `stop`, takes the place of this one. */
  async publish(): Promise<void> {
    this.stop();
    this.#turn = new AbortController();
    const { signal } = this.#turn;
    for (;;) {
      const call = await this.#call(signal);
      if (call === undefined) return;
      if (call.exitCode !== unavailable) {
        this.#tell(call);
        return;
      }
      await pause(1_000, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Gives up what is under way. */
  stop(): void {
    this.#turn.abort();
  }

  // In a process of its own, as a person would do it: the code that checks a programme may have changed as well.
  #call(signal: AbortSignal): Promise<Call | undefined> {
    const { folder, pace, url, apiKey } = this.#publication;
    const words = ['programme', 'publish', basename(folder), '--pace', String(pace)];
    const env = { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', AMENDS_URL: url, AMENDS_API_KEY: apiKey };
    const options = { cwd: dirname(folder), env, signal, timeout: timeLimitMs };
    return new Promise((resolve) => {
      execFile(process.execPath, ['--import', tsxLoader, script, ...words], options, (error, stdout, stderr) => {
        if (signal.aborted) {
          resolve(undefined);
          return;
        }
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ exitCode, output: (exitCode === 0 ? stdout : stderr).trim() });
      });
    });
  }

  #tell({ exitCode, output }: Call): void {
    const { folder, say } = this.#publication;
    const name = basename(folder);
    const told =
      exitCode === 0
        ? `${name}/: ${output}`
        : `${name}/ is not published, and what was published before stays current:\n${output.replaceAll(/^/gm, '  ')}`;
    if (told === this.#said) return;
    this.#said = told;
    say(told);
  }
}
