/** Every problem that the API answers, with its HTTP status and title: the one place that maps codes to statuses. */
export const problemKinds = {
  malformed: { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'An API key is needed' },
  bad_signature: { status: 403, title: 'The signature is not that of the provider' },
  forbidden: { status: 403, title: 'This API key may not do that' },
  not_found: { status: 404, title: 'There is nothing here' },
  not_now: { status: 409, title: 'The case does not allow that now' },
  settled: { status: 409, title: 'This is settled already' },
  other_attempt: { status: 409, title: 'Another attempt is in doubt' },
  customer_decides: { status: 409, title: 'Only the customer can change that' },
  closed: { status: 409, title: 'The case is closed' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'The content type is not supported' },
  invalid: { status: 422, title: 'The request has invalid fields' },
  incident_differs: { status: 422, title: 'This incident id was reported with other content' },
  contact_differs: { status: 422, title: 'This contact id was reported with other content' },
  too_many: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Not available at the moment' },
} as const;

/** The code of a problem; its type is `urn:amends:problem:{code}`. */
export type ProblemCode = keyof typeof problemKinds;

/** One fault of one field; `field` is a path such as `customer.email`, or the part of the request as a whole. */
export interface FieldFault {
  readonly field: string;
  readonly reason: string;
}

/** A problem as sent: RFC 9457, `application/problem+json`. */
export interface ProblemDocument {
  readonly type: `urn:amends:problem:${ProblemCode}`;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** The request id, as a URN, to be quoted to the people who run the server. */
  readonly instance: string;
  readonly errors?: readonly FieldFault[];
  /** Why the case refused a command: one of the refusal codes. */
  readonly refusal?: string;
}
