import { join } from 'node:path';

/** Where everything lies that outlives a run of the development servers. */
export interface Layout {
  readonly folder: string;
  /** Where the servers are, for the command line; there while they run. */
  readonly devFile: string;
  readonly lockFile: string;
  readonly secretsFile: string;
  readonly temporalFile: string;
  readonly mongoFolder: string;
  readonly mailFolder: string;
  readonly smsFile: string;
  readonly logFolder: string;
}

/** The layout of a folder, `.amends` as a rule. */
export function layoutOf(folder: string): Layout {
  const at = (name: string): string => join(folder, name);
  return {
    folder,
    devFile: at('dev.json'),
    lockFile: at('dev.lock'),
    secretsFile: at('secrets.json'),
    temporalFile: at('temporal.db'),
    mongoFolder: at('mongodb'),
    mailFolder: at('mails'),
    smsFile: at('sms.json'),
    logFolder: at('logs'),
  };
}
