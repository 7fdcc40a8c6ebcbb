import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createTransport, type Transporter } from 'nodemailer';

/** Whom an offer is meant for: the customer id that Amends knows, and the address that only the sender does. */
export interface Recipient {
  readonly customerId: string;
  readonly email: string;
}

/** What is sent. Its id makes the ids of the contacts, so that a report that is repeated counts once. */
export interface Offer {
  readonly id: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

/** Where Amends is and how mails leave. */
export interface Sender {
  readonly amends: { readonly url: string; readonly apiKey: string };
  readonly transport: Pick<Transporter, 'sendMail'>;
  /** Milliseconds for an answer of Amends; 5,000 where it is missing. */
  readonly patience?: number;
}

/** What became of an offer, by customer id. */
export interface SentOffers {
  readonly sent: readonly string[];
  /** Amends said no, said nothing, or could not be understood. */
  readonly suppressed: readonly string[];
  /** The mail server did not take it. */
  readonly failed: readonly string[];
  /** Sent, and Amends could not be told: run the same offer through `reportContacts` again. */
  readonly unreported: readonly Contact[];
}

/** A contact as `POST /v1/contacts:batch` takes it. */
export interface Contact {
  readonly id: string;
  readonly customerId: string;
  readonly purpose: 'marketing';
  readonly at: string;
  readonly decision: 'allow';
}

/** So many are asked about at once, right before their mails: the more, the older is the answer to the last of them. */
const PIECE = 100;

/** Sends the offer to those whom Amends allows, at the moment in which they are asked about, and reports what was sent. */
export async function sendOffers(sender: Sender, offer: Offer, recipients: readonly Recipient[]): Promise<SentOffers> {
  const result = {
    sent: [] as string[],
    suppressed: [] as string[],
    failed: [] as string[],
    unreported: [] as Contact[],
  };
  for (let from = 0; from < recipients.length; from += PIECE) {
    const piece = recipients.slice(from, from + PIECE);
    const allowed = await allowedOf(sender, piece);
    const contacts: Contact[] = [];
    for (const [index, recipient] of piece.entries()) {
      const { customerId } = recipient;
      if (!allowed.has(index)) result.suppressed.push(customerId);
      else if (await mailed(sender, offer, recipient)) contacts.push(contactOf(offer, customerId));
      else result.failed.push(customerId);
    }
    result.sent.push(...contacts.map(({ customerId }) => customerId));
    if (!(await reportContacts(sender, contacts))) result.unreported.push(...contacts);
  }
  return result;
}

/** Tells Amends what was sent; whether it has all of it. May be repeated. */
export async function reportContacts(sender: Sender, contacts: readonly Contact[]): Promise<boolean> {
  if (contacts.length === 0) return true;
  const answers = await linesFrom(sender, '/v1/contacts:batch', contacts);
  return contacts.every((_, index) => ['stored', 'same'].includes(String(answers[index]?.['result'])));
}

/** The places of those who may be written to. Only a line that says `allow` and names its customer allows anything. */
async function allowedOf(sender: Sender, piece: readonly Recipient[]): Promise<ReadonlySet<number>> {
  const questions = piece.map(({ customerId }) => ({ customerId, purpose: 'marketing' }));
  const answers = await linesFrom(sender, '/v1/contact-decisions:batch', questions);
  const isAllowed = ({ customerId }: Recipient, index: number): boolean =>
    answers[index]?.['decision'] === 'allow' && answers[index]['customerId'] === customerId;
  return new Set(piece.flatMap((recipient, index) => (isAllowed(recipient, index) ? [index] : [])));
}

/** The lines of an answer. None at all where anything goes wrong: nobody is written to on half an answer. */
async function linesFrom(
  { amends, patience = 5_000 }: Sender,
  path: string,
  lines: readonly object[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  try {
    const answer = await fetch(`${amends.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${amends.apiKey}`, 'content-type': 'application/x-ndjson' },
      body: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      signal: AbortSignal.timeout(patience),
      // An answer from elsewhere is no answer of Amends, and the key is for nobody else.
      redirect: 'error',
    });
    if (!answer.ok) return [];
    const text = await answer.text();
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  } catch {
    return [];
  }
}

async function mailed({ transport }: Sender, offer: Offer, { email }: Recipient): Promise<boolean> {
  const { from, subject, text } = offer;
  try {
    // As an object: in a text, a comma or a line break would reach somebody else.
    await transport.sendMail({ from, to: { name: '', address: email }, subject, text });
    return true;
  } catch {
    return false;
  }
}

function contactOf({ id }: Offer, customerId: string): Contact {
  const at = new Date().toISOString();
  return { id: `${id}.${customerId}`, customerId, purpose: 'marketing', at, decision: 'allow' };
}

/** Sends the mailing of this name to the list in a file, by the servers that the environment names. */
async function main([file, id]: readonly string[]): Promise<void> {
  const { AMENDS_URL: url, AMENDS_API_KEY: apiKey, SMTP_URL: smtp } = process.env;
  if (file === undefined || id === undefined || url === undefined || apiKey === undefined || smtp === undefined) {
    throw new Error('Name a list of recipients and the mailing, and set AMENDS_URL, AMENDS_API_KEY and SMTP_URL.');
  }
  const recipients = JSON.parse(await readFile(file, 'utf8')) as readonly Recipient[];
  const transport = createTransport(smtp);
  const offer = {
    id,
    from: 'Larkfield offers <offers@larkfield.example>',
    subject: 'Two for one, this week only',
    text: 'Come by before Sunday, and bring somebody.\n',
  };
  const { sent, suppressed, failed, unreported } = await sendOffers(
    { amends: { url, apiKey }, transport },
    offer,
    recipients,
  );
  process.stdout.write(`sent ${sent.length}, suppressed ${suppressed.length}, failed ${failed.length}\n`);
  if (unreported.length > 0) process.stderr.write(`${unreported.map((one) => JSON.stringify(one)).join('\n')}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
