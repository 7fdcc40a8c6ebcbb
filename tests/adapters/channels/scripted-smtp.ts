import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** Where a conversation goes wrong, and the reply there; `drop` and `hang` are replies too. */
export interface SmtpFault {
  readonly at: 'greeting' | 'sender' | 'recipient' | 'content';
  readonly reply: number | 'drop' | 'drop_after_taking' | 'hang_after_taking';
  /** What a numbered reply says after its number; an enhanced status comes first. "scripted" unless told. */
  readonly says?: string;
}

/** A mail that the server took: its final dot was there. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly content: Email;
}

/** A real SMTP server with one scripted fault. */
export interface ScriptedSmtp {
  readonly url: string;
  readonly taken: readonly TakenMail[];
  /** How many connections there were. */
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

/** What a test adds to the script. */
export interface Script {
  /** From now on each mail meets this fault. */
  readonly fault?: SmtpFault;
  /** Runs when the recipient is named, before the answer. */
  readonly onRecipient?: () => void;
  /** Runs when the first bytes of a content are there, before any is read. */
  readonly onContent?: () => void;
}

/** Starts the server on a free loopback port. */
export async function startScriptedSmtp(script: Script = {}): Promise<ScriptedSmtp> {
  const { fault, onRecipient, onContent } = script;
  const taken: TakenMail[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const drop = (): void => [...sockets].forEach((socket) => socket.destroy());
  const faultAt = (at: SmtpFault['at']) => (fault?.at === at ? fault.reply : undefined);
  const answerWith = (reply: SmtpFault['reply'] | undefined, answer: (error?: Error | null) => void): void => {
    if (reply === 'drop') drop();
    else
      answer(
        typeof reply === 'number' ? Object.assign(new Error(fault?.says ?? 'scripted'), { responseCode: reply }) : null,
      );
  };
  async function take(stream: Readable, envelope: { from: string; to: string[] }): Promise<void> {
    await once(stream, 'readable');
    onContent?.();
    const raw = await buffer(stream);
    taken.push({ ...envelope, raw: raw.toString(), content: await PostalMime.parse(raw) });
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    // The enhanced status is the script's to give.
    hideENHANCEDSTATUSCODES: true,
    onConnect: (_session, answer) => answerWith(faultAt('greeting'), answer),
    onMailFrom: (_address, _session, answer) => answerWith(faultAt('sender'), answer),
    onRcptTo(_address, _session, answer) {
      onRecipient?.();
      answerWith(faultAt('recipient'), answer);
    },
    onData(stream, { envelope }, answer) {
      const reply = faultAt('content');
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address);
      if (reply === 'drop') drop();
      else if (typeof reply === 'number') void buffer(stream).then(() => answerWith(reply, answer), answer);
      else
        void take(stream, { from, to }).then(() => {
          if (reply === 'drop_after_taking') drop();
          else if (reply === undefined) answer(null);
        }, answer);
    },
  });
  server.server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    url: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    taken,
    connections: () => connections,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(resolve));
      drop();
      await closed;
    },
  };
}
