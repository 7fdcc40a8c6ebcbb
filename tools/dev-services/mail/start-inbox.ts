import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, type End } from '../child-process.js';
import { freePort, loopback } from '../ports.js';
import { openInboxDoor } from './inbox-door.js';
import { logToStderr, neverEnds, type Log } from '../resolve.js';

/** What the inbox should be like. */
export interface InboxOptions {
  /** Takes the line that says where mail goes; default stderr. */
  readonly log?: Log;
  /** Whether a mail server named by SMTP_URL is taken instead; for `dev` alone; default false. */
  readonly honourEnvironment?: boolean;
  /** Folder that keeps the mails; default: gone when the inbox stops. */
  readonly folder?: string;
  /** Default: a free one. */
  readonly smtpPort?: number;
  /** Port of the page that shows the mails; default: a free one. */
  readonly webPort?: number;
}

/** A mail as maildev keeps it; the fields that we read. */
export interface InboxMail {
  readonly id: string;
  readonly subject: string;
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly text?: string;
  readonly html?: string;
  /** Header fields by name in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** When it arrived, ISO 8601. */
  readonly time: string;
}

/** One address of a mail. */
export interface MailAddress {
  readonly address: string;
  readonly name: string;
}

/** A mail server for development whose mails can be read. */
export interface InboxService {
  readonly smtpUrl: string;
  /** The page that shows the mails; none for a server from the environment. */
  readonly webUrl?: string;
  readonly source: string;
  /** Resolves when the server is gone. */
  readonly ended: Promise<End>;
  /** All mails that have arrived, oldest first. Throws for a server from the environment: its mails are not ours to read. */
  messages(): Promise<readonly InboxMail[]>;
  readonly stop: () => Promise<void>;
}

const readyWithinMs = 20_000;

/**
 * Starts maildev on loopback; it ends with this process, and its mails with it unless it was given a folder. Some recipients
 * below `.example` always meet a fault, such as `lost-ada@customers.example`.
 */
export async function startInbox(options: InboxOptions = {}): Promise<InboxService> {
  const log = options.log ?? logToStderr;
  const given = options.honourEnvironment === true ? process.env['SMTP_URL'] : undefined;
  if (given !== undefined && given !== '') return existingServer(given, log);

  const smtpPort = options.smtpPort ?? (await freePort());
  const webPort = options.webPort ?? (await freePort());
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'amends-inbox-')));
  await mkdir(folder, { recursive: true });
  // maildev leaves its mails behind when it stops.
  const clear = () => (options.folder === undefined ? rm(folder, { recursive: true, force: true }) : undefined);
  const { server, door } = await startServers({ smtpPort, webPort, folder }).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  const webUrl = `http://${loopback}:${webPort}`;
  log(`Mail: maildev (inbox at ${webUrl})`);
  return {
    smtpUrl: door.smtpUrl,
    webUrl,
    source: 'maildev',
    ended: server.ended,
    messages: () => readMails(webUrl),
    async stop() {
      await door.shut();
      await server.stop();
      await clear();
    },
  };
}

interface Places {
  readonly smtpPort: number;
  readonly webPort: number;
  readonly folder: string;
}

/** maildev, and the door in front of it, which is shut when maildev is gone. */
async function startServers({ smtpPort, webPort, folder }: Places) {
  const behind = await freePort();
  const args = maildevArguments({ smtpPort: behind, webPort, folder });
  const server = await startProcess(
    { file: process.execPath, args, env: withoutMaildevSettings() },
    { output: /SMTP Server running at/, withinMs: readyWithinMs },
  );
  try {
    const door = await openInboxDoor(smtpPort, `smtp://${loopback}:${behind}`);
    void server.ended.then(() => door.shut());
    return { server, door };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function maildevArguments({ smtpPort, webPort, folder }: Places): string[] {
  const script = createRequire(import.meta.url).resolve('maildev/bin/maildev');
  const addresses = ['--ip', loopback, '--web-ip', loopback];
  return [script, ...addresses, '--smtp', String(smtpPort), '--web', String(webPort), '--mail-directory', folder];
}

// maildev reads MAILDEV_* too, among them a server to relay to.
function withoutMaildevSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('MAILDEV_')));
}

async function readMails(webUrl: string): Promise<readonly InboxMail[]> {
  const answer = await fetch(`${webUrl}/email`);
  if (!answer.ok) throw new Error(`maildev answered ${answer.status}`);
  return (await answer.json()) as InboxMail[];
}

function existingServer(smtpUrl: string, log: Log): InboxService {
  const source = 'SMTP_URL';
  log(`Mail: ${source}`);
  return {
    smtpUrl,
    source,
    ended: neverEnds,
    messages: () => Promise.reject(new Error('the mails of a server given by SMTP_URL cannot be read here')),
    stop: () => Promise.resolve(),
  };
}
