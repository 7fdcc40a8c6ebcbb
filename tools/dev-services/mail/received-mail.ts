import PostalMime, { type Email } from 'postal-mime';
import type { SMTPServerEnvelope } from 'smtp-server';

/** A mail as it arrived: what the envelope said and what the parsed content says. */
export interface ReceivedMail {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly content: Email;
}

/** Reads a mail whose final dot was there. */
export async function readMail(raw: Buffer, { mailFrom, rcptTo }: SMTPServerEnvelope): Promise<ReceivedMail> {
  return {
    envelope: { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) },
    content: await PostalMime.parse(raw),
  };
}
