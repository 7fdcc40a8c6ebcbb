import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerEnvelope, type SMTPServerSession } from 'smtp-server';
import type { Faults } from '../faults.js';
import { readMail, type ReceivedMail } from './received-mail.js';

/**
 * What goes wrong with a mail. Not taken: refused at its recipient (550 for good, without a word of the mailbox or, with
 * 5.1.1, since there is none; 450 for now), refused after its content (451), the connection dropped before the content. Taken: the connection dropped after the final dot, no answer until
 * the sender goes, or a late answer.
 */
export type SmtpFault =
  | 550
  | 'no_such_mailbox'
  | 450
  | 451
  | 'drop_before_data'
  | 'drop_after_data'
  | 'hang_after_data'
  /** Milliseconds from the final dot to the answer. */
  | { readonly answerAfterMs: number };

/** What the server works on. */
export interface SmtpState {
  /** Asked with the first recipient of each mail. */
  readonly faults: Faults<string, SmtpFault>;
  /** Keeps a mail, before its sender is answered. */
  readonly take: (mail: ReceivedMail) => void;
  /** Ends the connection of a session without a word. */
  readonly drop: (session: SMTPServerSession) => void;
}

/** Builds the mail server; it does not listen. */
export function buildSmtpServer({ faults, take, drop }: SmtpState): SMTPServer {
  const faultOf = new WeakMap<SMTPServerEnvelope, SmtpFault | undefined>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, session, answer) {
      const { envelope } = session;
      if (!faultOf.has(envelope)) faultOf.set(envelope, faults.take(address));
      const fault = faultOf.get(envelope);
      if (fault === 'drop_before_data') drop(session);
      else if (fault === 'no_such_mailbox') answer(refusal(550, '5.1.1 no such mailbox'));
      else answer(fault === 450 || fault === 550 ? refusal(fault) : null);
    },
    onData(stream, session, answer) {
      const fault = faultOf.get(session.envelope);
      const read = buffer(stream).then((raw) => readMail(raw, session.envelope));
      const answered = read.then(async (mail) => {
        if (fault === 451) throw refusal(fault);
        take(mail);
        if (fault === 'drop_after_data') drop(session);
        else if (fault !== 'hang_after_data') {
          if (typeof fault === 'object') await pause(fault.answerAfterMs, undefined, { ref: false });
          answer(null, 'taken');
        }
      });
      answered.catch(answer);
    },
  });
  // A sender that hangs up in the middle is no fault of the server.
  server.on('error', () => undefined);
  return server;
}

function refusal(responseCode: number, words = 'scripted refusal'): Error {
  return Object.assign(new Error(words), { responseCode });
}
