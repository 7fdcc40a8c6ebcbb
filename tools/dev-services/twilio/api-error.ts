import type { FastifyReply } from 'fastify';

/** Twilio's error answer. */
export interface ApiError {
  readonly status: number;
  /** Twilio's own error code. */
  readonly code: number;
  readonly message: string;
}

/** The errors that the stand-in answers, by what went wrong; codes and wording after Twilio's error dictionary. */
export const apiErrors = {
  unauthenticated: { status: 401, code: 20003, message: 'Authenticate' },
  notFound: { status: 404, code: 20404, message: 'The requested resource was not found' },
  tooManyRequests: { status: 429, code: 20429, message: 'Too Many Requests' },
  serverError: { status: 500, code: 20500, message: 'An internal server error has occurred' },
  missingTo: { status: 400, code: 21604, message: "A 'To' phone number is required." },
  invalidTo: { status: 400, code: 21211, message: "Invalid 'To' Phone Number" },
  missingFrom: { status: 400, code: 21603, message: "A 'From' phone number is required." },
  invalidFrom: { status: 400, code: 21212, message: "Invalid 'From' Phone Number" },
  missingBody: { status: 400, code: 21602, message: 'Message body is required.' },
  bodyTooLong: { status: 400, code: 21617, message: 'The concatenated message body exceeds the 1600 character limit' },
  invalidCallback: { status: 400, code: 21609, message: 'The StatusCallback URL is not a valid URL' },
  optedOut: { status: 400, code: 21610, message: 'Attempt to send to unsubscribed recipient' },
} as const satisfies Record<string, ApiError>;

/** Answers with an error. */
export function refuse(reply: FastifyReply, { status, code, message }: ApiError): FastifyReply {
  return reply.code(status).send({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}
