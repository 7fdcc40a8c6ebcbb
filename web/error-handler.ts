import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { CaseClosedError, CommandRefusedError, RecoveryUnavailableError } from '../client/index.js';
import { BadCursor } from '../domain/bad-cursor.js';
import { refusals } from '../domain/case/commands.js';
import type { ProblemCode } from './api/problem.js';
import { wordsOf } from './page-language.js';
import { linkFailed, unknownLink } from './pages/case-pages.js';
import { CASE_PATH, HTML, SURVEY_PATH, UNSUBSCRIBE_PATH } from './pages/layout.js';
import { closedSurvey, notFromForm, surveyFormAgain, tryAgain } from './pages/survey-pages.js';
import { notUnsubscribed, unknownUnsubscribe } from './pages/unsubscribe-pages.js';
import type { PageWords } from './pages/words/page-words.js';
import { Problem } from './problem.js';
import { invalid } from './validation.js';

/** Seconds after which a caller may try again what was unavailable. */
const RETRY_AFTER = 2;

/** What the framework throws when a request takes longer than the time limit, and when its body is longer than permitted. */
const TOO_SLOW = 'FST_ERR_HANDLER_TIMEOUT';
const TOO_LARGE = 'FST_ERR_CTP_BODY_TOO_LARGE';

/** Reports, commands, programmes and answers all have an identity of their own: whoever got no answer may ask again. */
const REPEAT = 'Repeat the request: a repeat has no second effect.';

/** What the framework throws, by its own code. */
const frameworkProblems: Readonly<Record<string, readonly [ProblemCode, detail?: string]>> = {
  FST_ERR_BAD_URL: ['malformed', 'The address is not encoded as a URL has to be.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['malformed', 'The body is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['malformed', 'The body is not JSON, or reaches for a prototype.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'Send the body as application/json.'],
  [TOO_SLOW]: ['unavailable', REPEAT],
  FST_ERR_MAX_PARAM_LENGTH: ['not_found'],
};

/** The problem that an error means to the caller; what is no fault of the caller's becomes `internal` and is hidden. */
function problemOf(error: Error, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CommandRefusedError) {
    return new Problem('not_now', { detail: `${refusals[error.refusal]}.`, refusal: error.refusal, cause: error });
  }
  if (error instanceof CaseClosedError) return new Problem('closed', { cause: error });
  if (error instanceof RecoveryUnavailableError) {
    return new Problem('unavailable', { detail: REPEAT, cause: error });
  }
  if (error instanceof BadCursor) {
    return invalid([{ field: 'cursor', reason: 'This has to be the next of an earlier page.' }]);
  }
  if ('code' in error && error.code === TOO_LARGE) return tooLarge(error, request);
  return frameworkProblem(error);
}

function tooLarge(cause: Error, { routeOptions: { bodyLimit } }: FastifyRequest): Problem {
  return new Problem('too_large', { detail: `Send at most ${bodyLimit / 1_024} KiB.`, cause });
}

function frameworkProblem(error: Error & Partial<FastifyError>): Problem {
  const { code, statusCode } = error;
  const known = frameworkProblems[code ?? ''];
  if (known !== undefined) return new Problem(known[0], { cause: error, ...(known[1] && { detail: known[1] }) });
  const isCallers = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return new Problem(isCallers ? 'malformed' : 'internal', { cause: error });
}

/** Answers errors. */
export type ErrorHandler = (error: Error, request: FastifyRequest, reply: FastifyReply) => void;

/** Answers any error with a problem document, or under a link of a customer with a page; `isOutage` knows those of the stores. */
export function errorHandler(isOutage: (error: unknown) => boolean): ErrorHandler {
  return (error, request, reply) => {
    // Whoever sends a body byte by byte would keep the connection for as long.
    if ('code' in error && error.code === TOO_SLOW) void reply.header('connection', 'close');
    answer(
      isOutage(error) ? new Problem('unavailable', { detail: REPEAT, cause: error }) : problemOf(error, request),
      request,
      reply,
    );
  };
}

function answer(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  if (problem.statusCode >= 500) request.log.error({ err: problem.details.cause ?? problem }, 'the request failed');
  if (problem.code === 'unauthenticated') void reply.header('www-authenticate', 'Bearer');
  if (problem.code === 'unavailable') void reply.header('retry-after', RETRY_AFTER);
  // No hook has run for an address that cannot be decoded.
  void reply.code(problem.statusCode).header('x-request-id', request.id);
  const page = pages.find(({ path }) => request.url.startsWith(path))?.of(problem);
  if (page !== undefined) {
    void reply.type(HTML).send(page(wordsOf(request)));
  } else {
    void reply.type('application/problem+json').send(JSON.stringify(problem.document(request.id)));
  }
}

/** A page in the words of its reader. */
type Page = (words: PageWords) => string;

function linkPageOf({ code }: Problem): Page {
  return code === 'unavailable' || code === 'internal' || code === 'too_many' ? linkFailed : unknownLink;
}

function unsubscribePageOf({ code }: Problem): Page {
  return code === 'not_found' ? unknownUnsubscribe : notUnsubscribed;
}

function surveyPageOf({ code }: Problem): Page {
  if (code === 'invalid' || code === 'too_large') return surveyFormAgain;
  if (code === 'unsupported_media_type') return notFromForm;
  return code === 'not_found' || code === 'malformed' ? (words) => closedSurvey(words, 'unknown') : tryAgain;
}

/** Where people read the answer, and not programs. */
const pages = [
  { path: SURVEY_PATH, of: surveyPageOf },
  { path: CASE_PATH, of: linkPageOf },
  { path: UNSUBSCRIBE_PATH, of: unsubscribePageOf },
] as const;
