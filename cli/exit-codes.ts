/** What the command ends with; scripts may rely on it. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, notFound: 3, conflict: 4, unavailable: 5 } as const;
/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code of an HTTP status that is no success. */
export function exitCodeOf(status: number): ExitCode {
  switch (status) {
    case 404:
      return exitCodes.notFound;
    case 409:
      return exitCodes.conflict;
    case 429:
    case 502:
    case 503:
    case 504:
      return exitCodes.unavailable;
    default:
      return exitCodes.failed;
  }
}
