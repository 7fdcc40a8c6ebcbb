/** An error as it is logged. */
export interface LoggedError {
  readonly type: string;
  /** Class and code, and the class of the cause; none of the error's own words. */
  readonly message: string;
  readonly stack: string;
}

/** The parts of an error that are looked at; errors of workflows come from another realm and are no `Error` of ours. */
interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: unknown;
  readonly type?: unknown;
  readonly cause?: unknown;
}

/** Whether something that was thrown or logged is an error, of whichever realm. */
export function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null && 'message' in value && 'stack' in value && 'name' in value;
}

/**
 * Where an error came from: its class, codes and stack frames. The message of a driver's or a provider's error may quote
 * a document or an address, so it is left out. What is no error is logged as its type alone.
 */
export function placeOf(error: unknown): LoggedError {
  if (!isErrorLike(error)) return { type: typeof error, message: '', stack: '' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = isErrorLike(error.cause) ? `caused by ${named(error.cause)}` : '';
  return { type: error.name, message: `${named(error)} ${cause}`.trim(), stack: frames.join('\n') };
}

/** The class of an error with its codes: ours are stable words, drivers' are numbers or names. */
function named({ name, code, type }: ErrorLike): string {
  const codes = [code, type].filter((one) => typeof one === 'string' || typeof one === 'number');
  return [name, ...codes].join(' ');
}
