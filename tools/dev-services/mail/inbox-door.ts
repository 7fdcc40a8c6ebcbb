import nodemailer from 'nodemailer';
import { Faults } from '../faults.js';
import { faultOfRecipient } from './failing-recipients.js';
import type { ReceivedMail } from './received-mail.js';
import { openSmtpDoor, type SmtpDoor } from './smtp-door.js';
import type { SmtpFault } from './smtp-server.js';

/**
 * Opens the door of an inbox at a port: some recipients meet a fault there; all other mails go on to the server behind it as they
 * are, and their sender hears its answer. Rejects when the port is taken.
 */
export async function openInboxDoor(port: number, behind: string): Promise<SmtpDoor> {
  const faults = new Faults<string, SmtpFault>();
  faults.failBy(faultOfRecipient);
  const transport = nodemailer.createTransport({ url: behind, ignoreTLS: true });
  const take = async ({ envelope }: ReceivedMail, raw: Buffer): Promise<void> => {
    await transport.sendMail({ envelope: { from: envelope.from, to: [...envelope.to] }, raw });
  };
  return openSmtpDoor({ faults, take }, port);
}
