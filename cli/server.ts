import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProblemDocument } from '../web/api/problem.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';
import { CommandFailure, usageFailure } from './failure.js';
import type { Terminal } from './terminal.js';

/** Milliseconds that one request may take. */
const TIME_LIMIT = 10_000;

const devFile = z.object({ url: z.url(), apiKey: z.string().min(1) });

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  instance: z.string().optional(),
}) satisfies z.ZodType<Pick<ProblemDocument, 'title' | 'status'>>;

/** The problem of a request that has a field that may not be so. */
const INVALID = 'urn:amends:problem:invalid';

/** One request; `body` is sent as JSON. */
export interface ServerRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  /** Whether the body is a file of the caller's: what is wrong in it is no fault of how the command was called. */
  readonly isFile?: true;
}

/** Where requests go, with which key, and where that key was found. */
interface Door {
  readonly url: string;
  readonly apiKey: string;
  readonly keyFrom: 'AMENDS_API_KEY' | '.amends/dev.json';
}

/** What to do when something behind the server is away. */
const ASK_DOCTOR = 'Where the server runs, amends doctor says what is away.';

/** The server as commands see it. */
export interface Server {
  /** The answer, parsed. Throws `CommandFailure`. */
  ask<T>(request: ServerRequest): Promise<T>;
}

/** Finds address and key in the environment or in `.amends/dev.json`. Throws `CommandFailure` where there are none. */
export async function connect({ server, folder }: Terminal): Promise<Server> {
  const settings =
    server.url !== undefined && server.apiKey !== undefined ? server : { ...(await readDevFile(folder)), ...server };
  const { url, apiKey } = settings;
  if (url === undefined || apiKey === undefined) {
    throw usageFailure(
      'No server is running here, and none is named. Start one with npm run dev in another terminal, or set AMENDS_URL and AMENDS_API_KEY to one that runs elsewhere.',
    );
  }
  if (!URL.canParse(url)) throw usageFailure('AMENDS_URL is no address; set it to one such as http://127.0.0.1:8080.');
  const keyFrom = server.apiKey === undefined ? '.amends/dev.json' : 'AMENDS_API_KEY';
  return { ask: (request) => ask(request, { url: url.replace(/\/+$/, ''), apiKey, keyFrom }) };
}

async function readDevFile(folder: string): Promise<Terminal['server']> {
  const file = join(folder, '.amends', 'dev.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  try {
    return devFile.parse(JSON.parse(text));
  } catch {
    throw usageFailure(
      'Set AMENDS_URL and AMENDS_API_KEY, or correct .amends/dev.json: it has to hold an object with url and apiKey.',
    );
  }
}

async function ask<T>(request: ServerRequest, door: Door): Promise<T> {
  const { method, path, body, isFile = false } = request;
  const { url, apiKey } = door;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A redirect would carry the key somewhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(TIME_LIMIT),
    });
    text = await response.text();
  } catch (error) {
    throw noAnswer(error, url);
  }
  const parsed = parse(text);
  if (response.ok && parsed !== undefined) return parsed as T;
  throw failureOf(parsed, { status: response.status, isFile }, door);
}

function noAnswer(error: unknown, url: string): CommandFailure {
  const late = error instanceof Error && error.name === 'TimeoutError';
  const why = late
    ? `No answer from ${url} within ${TIME_LIMIT / 1_000} seconds, though something takes calls there. ${ASK_DOCTOR}`
    : `No answer from ${url}. Is the server running there? AMENDS_URL says where to look.`;
  return new CommandFailure(why, exitCodes.unavailable);
}

function failureOf(
  answer: unknown,
  { status, isFile }: { readonly status: number; readonly isFile: boolean },
  { url, keyFrom }: Door,
): CommandFailure {
  const read = problem.safeParse(answer);
  if (!read.success) {
    return new CommandFailure(
      `${url} answered ${status}, but not as Amends does. Is AMENDS_URL right?`,
      exitCodeOf(status),
    );
  }
  const { title, type } = read.data;
  const detail = status === 401 ? `the one in ${keyFrom} is not known at ${url}.` : read.data.detail;
  const sentence = detail === undefined ? `${title}.` : `${title}: ${detail}`;
  const said = status === 503 ? `${sentence} ${ASK_DOCTOR}` : sentence;
  const isMisuse = type === INVALID && !isFile;
  return new CommandFailure(said, isMisuse ? exitCodes.usage : exitCodeOf(status), answer as object);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
