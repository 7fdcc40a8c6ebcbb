import { pino, stdTimeFunctions, type Logger } from 'pino';
import { isErrorLike, placeOf } from './place-of.js';
import { personalPaths, withoutPersonalShapes } from './redaction.js';

/** How a process logs, as JSON lines. */
export interface LogSettings {
  /** The least severe level that is written; `silent` writes nothing. */
  readonly level: string;
  /** The name of the process, in each line. */
  readonly process: string;
  /** Standard output where it is missing. */
  readonly stream?: { write(line: string): void };
}

/**
 * The log of one process. Nothing personal is meant to reach it; what does by mistake is kept out three times: fields
 * by their name, errors as their place without their words, and addresses, numbers and tokens by their shape.
 */
export function createLogger({ level, process, stream }: LogSettings): Logger {
  return pino(
    {
      level,
      base: { process },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: placeOf, error: placeOf },
      redact: { paths: [...personalPaths], censor: '[redacted]' },
      hooks: {
        logMethod(args, method) {
          const [first] = args;
          // Pino would take the words of an error that comes without a message of ours for the message.
          if (args.length === 1 && isErrorLike(first)) method.apply(this, [{ err: first }, placeOf(first).message]);
          else method.apply(this, args);
        },
        streamWrite: withoutPersonalShapes,
      },
    },
    ...(stream === undefined ? [] : [stream]),
  );
}
