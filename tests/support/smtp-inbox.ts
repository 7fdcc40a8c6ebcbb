import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/**
 * What goes wrong with the next mail: refused at its recipient (550 for good, 450 for now), refused after its content
 * (451), or the connection dropped before the content or after it was taken.
 */
export type SmtpFault = 550 | 450 | 451 | 'drop_before_data' | 'drop_after_data';

/** A mail as it arrived: what the envelope said and what the parsed content says. */
export interface ReceivedMail {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly content: Email;
}

/** A mail server in this process that keeps what it takes. */
export interface SmtpInbox {
  readonly smtpUrl: string;
  /** Every mail taken, oldest first, also those whose sender was cut off before it learned of it. */
  readonly mails: readonly ReceivedMail[];
  /** Lets the next mails go wrong, one fault a mail. */
  failNext(...faults: readonly SmtpFault[]): void;
  /** How many mails carried each value of a header field: the receiver's own count of duplicates. */
  copiesBy(header: string): ReadonlyMap<string, number>;
  readonly stop: () => Promise<void>;
}

/** Starts the inbox on a free loopback port. */
export async function startSmtpInbox(): Promise<SmtpInbox> {
  const mails: ReceivedMail[] = [];
  const faults: SmtpFault[] = [];
  const sockets = new Map<number, Socket>();
  const server = buildServer(mails, faults, (session) => sockets.get(session.remotePort)?.destroy());
  server.server.on('connection', (socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    smtpUrl: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    mails,
    failNext: (...next) => void faults.push(...next),
    copiesBy: (header) => countBy(mails, header.toLowerCase()),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(resolve));
      // A pooled sender keeps its connection open and would hold the server up.
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}

function buildServer(
  mails: ReceivedMail[],
  faults: SmtpFault[],
  drop: (session: SMTPServerSession) => void,
): SMTPServer {
  const takeFault = (...kinds: readonly SmtpFault[]) => {
    const [next] = faults;
    return next !== undefined && kinds.includes(next) ? faults.shift() : undefined;
  };
  return new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo(_address, session, answer) {
      const fault = takeFault(550, 450, 'drop_before_data');
      if (fault === 'drop_before_data') drop(session);
      else answer(typeof fault === 'number' ? refusal(fault) : null);
    },
    onData(stream, session, answer) {
      void buffer(stream).then(async (raw) => {
        const fault = takeFault(451, 'drop_after_data');
        if (fault === 451) {
          answer(refusal(fault));
          return;
        }
        mails.push(await receive(raw, session));
        if (fault === 'drop_after_data') drop(session);
        else answer(null, 'taken');
      }, answer);
    },
  });
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error('scripted refusal'), { responseCode });
}

async function receive(raw: Buffer, { envelope }: SMTPServerSession): Promise<ReceivedMail> {
  return {
    envelope: {
      from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
      to: envelope.rcptTo.map(({ address }) => address),
    },
    content: await PostalMime.parse(raw),
  };
}

function countBy(mails: readonly ReceivedMail[], header: string): ReadonlyMap<string, number> {
  const values = mails.flatMap(({ content }) => content.headers.filter(({ key }) => key === header));
  const counts = new Map<string, number>();
  for (const { value } of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
