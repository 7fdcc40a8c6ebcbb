import { Faults, type FaultPick } from '../faults.js';
import { tally } from '../tally.js';
import type { ReceivedMail } from './received-mail.js';
import { openSmtpDoor } from './smtp-door.js';
import type { SmtpFault } from './smtp-server.js';

/** A mail server in this process that keeps what it takes, with faults at will. */
export interface SmtpStandIn {
  readonly smtpUrl: string;
  /** Every mail taken, oldest first, also those whose sender was cut off before it learned of it. */
  readonly mails: readonly ReceivedMail[];
  /** Lets the next mails go wrong, one fault a mail. */
  failNext(...faults: readonly SmtpFault[]): void;
  /** From now on asks this about each mail that meets no scripted fault, once a mail, with its first recipient. */
  failBy(pick: FaultPick<string, SmtpFault>): void;
  /** Cuts all connections and refuses new ones, or takes them again on the same port. */
  refuseConnections(refused: boolean): Promise<void>;
  /** Tells the listener of each mail from now on, when it is taken and before its sender is answered. */
  onTaken(listener: (mail: ReceivedMail) => void): void;
  /** How many mails carried each value of a header field: the receiver's own count of duplicates. */
  copiesBy(header: string): ReadonlyMap<string, number>;
  readonly stop: () => Promise<void>;
}

/** Starts the stand-in on a free loopback port. */
export async function startSmtpStandIn(): Promise<SmtpStandIn> {
  const mails: ReceivedMail[] = [];
  const listeners: ((mail: ReceivedMail) => void)[] = [];
  const faults = new Faults<string, SmtpFault>();
  const take = (mail: ReceivedMail) => {
    mails.push(mail);
    for (const listener of listeners) listener(mail);
  };
  const door = await openSmtpDoor({ faults, take });
  return {
    smtpUrl: door.smtpUrl,
    mails,
    failNext: faults.failNext,
    failBy: faults.failBy,
    refuseConnections: (refused) => (refused ? door.shut() : door.open()),
    onTaken: (listener) => void listeners.push(listener),
    copiesBy: (header) => tally(valuesOf(mails, header.toLowerCase())),
    stop: door.shut,
  };
}

function valuesOf(mails: readonly ReceivedMail[], header: string): readonly string[] {
  const fields = mails.flatMap(({ content }) => content.headers);
  return fields.filter(({ key }) => key === header).map(({ value }) => value);
}
