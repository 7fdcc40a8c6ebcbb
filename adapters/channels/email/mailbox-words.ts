/**
 * Words by which mail servers say that there is no such mailbox, where they give no enhanced status that does. "Mailbox
 * unavailable" is not among them: RFC 5321 (4.2.3) has it for refusals by policy too.
 */
const forms: readonly RegExp[] = [
  /\bno such (?:user|mailbox|recipient|address|account|person)\b/i,
  /\b(?:user|recipient|mailbox|account|address)\b.{0,80}?\b(?:unknown|not found|disabled|deactivated|inactive)\b/i,
  /\b(?:user|recipient|mailbox|account|address)\b.{0,80}?\b(?:does not|doesn't|doesn’t) exist\b/i,
  /\bunknown (?:user|recipient|mailbox|account|address)\b/i,
  /\b(?:bad|invalid|malformed) (?:recipient|mailbox|destination)\b/i,
];
/** What a server may say beside such words of a refusal that is ours to mend: of the sender, of relaying, of a filter. */
const ours = /\b(?:relay\w*|sender|spam|policy|blocked|denied|authenticat\w+)\b/i;

/** Whether the words of a mail server say that there is no such mailbox. */
export function saysNoMailbox(words: string): boolean {
  return forms.some((form) => form.test(words)) && !ours.test(words);
}
