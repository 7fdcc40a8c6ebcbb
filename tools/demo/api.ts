import type { z } from 'zod';
import type { CaseItem, CaseList } from '../../web/api/case.js';
import type { commandBody } from '../../web/api/command.js';
import type { ProblemDocument } from '../../web/api/problem.js';
import type { taskDoneBody } from '../../web/api/task.js';
import type { Programme } from '../../ports/programme-store.js';
import type { IncidentReport } from './incidents.js';

/** A command as it is sent to `POST /v1/cases/:id/commands`. */
export type Command = z.input<typeof commandBody>;

const timeLimitMs = 10_000;

/** Thrown when Amends does not do what it was asked. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;

  constructor(what: string, status: number, detail: string) {
    super(`${what}: ${status === 0 ? 'no answer' : status} ${detail}`);
    this.status = status;
  }

  /** Whether the same request may go through a little later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Amends over HTTP, in the name of whoever has the key. Every method throws `ApiError`. */
export class Api {
  readonly #url: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.#url = url;
    this.#key = key;
  }

  /** Makes a programme current. */
  async publish(programme: Programme): Promise<void> {
    await this.#post('/v1/programmes', programme);
  }

  /** Reports a failure; a repeat has no second effect. */
  async report(incident: IncidentReport): Promise<void> {
    await this.#post('/v1/incidents', incident);
  }

  /** All cases, newest first; up to two hundred. */
  async cases(): Promise<readonly CaseItem[]> {
    return ((await this.#ask('GET', '/v1/cases?limit=200')) as CaseList).items;
  }

  /** Gives a command; a repeat with the same request id has no second effect. */
  async command(caseId: string, command: Command): Promise<void> {
    await this.#post(`/v1/cases/${encodeURIComponent(caseId)}/commands`, command);
  }

  /** Ends a task of a person. */
  async taskDone(id: string, end: z.input<typeof taskDoneBody>): Promise<void> {
    await this.#post(`/v1/tasks/${encodeURIComponent(id)}/done`, end);
  }

  #post(path: string, body: unknown): Promise<unknown> {
    return this.#ask('POST', path, JSON.stringify(body));
  }

  async #ask(method: string, path: string, body?: string): Promise<unknown> {
    const what = `${method} ${path}`;
    const answer = await fetch(this.#url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
      signal: AbortSignal.timeout(timeLimitMs),
    }).catch((error: unknown) => {
      throw new ApiError(what, 0, error instanceof Error ? error.message : '');
    });
    const document: unknown = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new ApiError(what, answer.status, reasonIn(document as Partial<ProblemDocument>));
    return document;
  }
}

function reasonIn({ title = '', detail = '', errors = [] }: Partial<ProblemDocument>): string {
  return [title, detail, ...errors.map(({ field, reason }) => `${field}: ${reason}`)].filter(Boolean).join('; ');
}
