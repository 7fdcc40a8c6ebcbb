import { problemKinds, type FieldFault, type ProblemCode, type ProblemDocument } from './api/problem.js';

/** What a problem says besides its code. */
export interface ProblemDetails {
  /** A sentence for people; never contains what the caller sent. */
  readonly detail?: string;
  readonly errors?: readonly FieldFault[];
  readonly refusal?: string;
  readonly cause?: unknown;
}

/** Thrown by any part of the edge to answer with a problem. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly statusCode: number;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(
      details.detail ?? problemKinds[code].title,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = code;
    this.statusCode = problemKinds[code].status;
    this.details = details;
  }

  /** The problem as it is sent in answer to the request of this id. */
  document(requestId: string): ProblemDocument {
    const { detail, errors, refusal } = this.details;
    return {
      type: `urn:amends:problem:${this.code}`,
      title: problemKinds[this.code].title,
      status: this.statusCode,
      ...(detail !== undefined && { detail }),
      instance: `urn:uuid:${requestId}`,
      ...(errors !== undefined && { errors }),
      ...(refusal !== undefined && { refusal }),
    };
  }
}
