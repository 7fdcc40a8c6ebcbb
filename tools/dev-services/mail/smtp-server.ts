import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerEnvelope, type SMTPServerSession } from 'smtp-server';
import type { Faults } from '../faults.js';
import { readMail, type ReceivedMail } from './received-mail.js';

/**
 * What goes wrong with a mail. Not taken: refused at its recipient (550 for good, without a word of the mailbox, with 5.1.1
 * since there is none, or with 5.7.1 since we may not send there; 450 for now, and 452 since the mailbox is full), refused
 * after its content (451), the connection dropped before the content. Taken: the connection dropped after the final dot (of
 * each mail, or of the first copy of a message alone), no answer until the sender goes, or a late answer.
 */
export type SmtpFault =
  | 550
  | 'no_such_mailbox'
  | 'relaying_denied'
  | 'mailbox_full'
  | 450
  | 451
  | 'drop_before_data'
  | 'drop_after_data'
  | 'drop_first_copy'
  | 'hang_after_data'
  /** Milliseconds from the final dot to the answer. */
  | { readonly answerAfterMs: number };

/** What the server works on. */
export interface SmtpState {
  /** Asked with the first recipient of each mail. */
  readonly faults: Faults<string, SmtpFault>;
  /** Keeps a mail, before its sender is answered; what it rejects with is answered where it has a `responseCode`. */
  readonly take: (mail: ReceivedMail, raw: Buffer) => void | Promise<void>;
  /** Ends the connection of a session without a word. */
  readonly drop: (session: SMTPServerSession) => void;
}

/** Builds the mail server; it does not listen. */
export function buildSmtpServer({ faults, take, drop }: SmtpState): SMTPServer {
  const faultOf = new WeakMap<SMTPServerEnvelope, SmtpFault | undefined>();
  const isFirstCopy = firstCopies();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, session, answer) {
      const { envelope } = session;
      if (!faultOf.has(envelope)) faultOf.set(envelope, faults.take(address));
      const fault = faultOf.get(envelope);
      if (fault === 'drop_before_data') drop(session);
      else {
        const reply = atRecipient.get(fault);
        answer(reply === undefined ? null : refusal(...reply));
      }
    },
    onData(stream, session, answer) {
      const fault = faultOf.get(session.envelope);
      const answered = buffer(stream).then(async (raw) => {
        const mail = await readMail(raw, session.envelope);
        if (fault === 451) throw refusal(fault);
        await take(mail, raw);
        if (fault === 'drop_after_data' || (fault === 'drop_first_copy' && isFirstCopy(mail))) drop(session);
        else if (fault !== 'hang_after_data') {
          if (typeof fault === 'object') await pause(fault.answerAfterMs, undefined, { ref: false });
          answer(null, 'taken');
        }
      });
      // Whoever keeps the mails may have gone with this one: then nobody knows whether it was taken.
      answered.catch((error: unknown) => {
        if (error instanceof Error && 'responseCode' in error) answer(error);
        else drop(session);
      });
    },
  });
  // A sender that hangs up in the middle is no fault of the server.
  server.on('error', () => undefined);
  return server;
}

/** The replies to a recipient, by fault: the code and what is said. */
const atRecipient = new Map<SmtpFault | undefined, readonly [code: number, words?: string]>([
  [450, [450]],
  [550, [550]],
  ['no_such_mailbox', [550, '5.1.1 no such mailbox']],
  ['relaying_denied', [550, '5.7.1 relaying denied']],
  ['mailbox_full', [452, '4.2.2 mailbox full']],
]);

/** Says of each mail whether it is the first of its message: by our key, which is the same on each copy, or its Message-ID. */
function firstCopies(): (mail: ReceivedMail) => boolean {
  const known = new Set<string>();
  return ({ content: { headers, messageId } }) => {
    const mark = headers.find(({ key }) => key === 'x-amends-key')?.value ?? messageId ?? '';
    const isFirst = !known.has(mark);
    known.add(mark);
    return isFirst;
  };
}

function refusal(responseCode: number, words = 'scripted refusal'): Error {
  return Object.assign(new Error(words), { responseCode });
}
