/**
 * The words that a text may name in Liquid, one list for the adapter that fills them and the one that checks templates.
 * A fact that is missing leaves its word undefined: a text has to ask with `{% if … %}` before it names one of the
 * optional words. Instants and amounts are strings already, in the customer's zone and locale.
 */
export const templateVariables = [
  /** The brand as the programme spells it. */
  'brand',
  /** Optional. The customer's name. */
  'name',
  /** The customer's reference of the case. */
  'reference',
  /** What the first incident is about: its subject, or else its category in words. For subject lines and SMS. */
  'topic',
  /** What all incidents are about, each in quotes, as a list in the customer's language. */
  'topics',
  /** When the first incident was reported. */
  'reported_at',
  /** True when we found all of it ourselves: then the customer has reported nothing, and `reported_at` is when we did. */
  'proactive',
  /** Optional. The reference of the earlier, closed case that the customer came back to: their word is no new report. */
  'earlier_reference',
  /** Optional, together, as lists: what the customer reported, and what we found ourselves, where the text speaks of both. */
  'reported',
  'noticed',
  /** The incidents, what the customer reported first, oldest first: `topic`, `category`, `reported_at` and (optional) `facts` and `noted` of each. */
  'incidents',
  /** Optional. The facts of the first incident by name, as it was reported with. */
  'facts',
  /** Optional. The same as a list of `name`, in words of the text's language, and `value`. */
  'noted',
  /** Message types carried besides the message's own; ask with `contains`. */
  'covers',
  /** True when the text speaks of a later incident of a case that is under way. */
  'joined',
  /** True in the second round. */
  'second_round',
  /** Optional. Who has taken the case. */
  'owner',
  /** The team as the language of the text names it, for example "the delivery team". */
  'team',
  /** Optional. The time by which this text promises to write again. */
  'promise_due',
  /** Optional. A promised time that was missed and not yet owned up to. */
  'missed_due',
  /** Optional. The time of a promised check or survey that this text puts off, until all is resolved. */
  'withdrawn_due',
  /** Optional. When the case was marked as resolved. */
  'resolved_at',
  /** Optional, together. The survey page and the time until which it is open. */
  'survey_link',
  'survey_expires',
  /** Optional. Where one click ends what nobody has to have; in mails alone. */
  'unsubscribe_link',
  /** Optional. The page on which the customer asks for a call; e-mails name it in their layout. */
  'call_link',
  /** Optional, together. The pages on which they say that the solution settles it, or that it does not. */
  'yes_link',
  'no_link',
  /** Optional, together. A voucher that has been issued. */
  'voucher_code',
  'voucher_amount',
  /** Optional. What a person wrote, in the message that carries it. */
  'written',
  /** Optional. What they want its subject to be. */
  'written_subject',
  /** Optional. How the case ends. */
  'outcome',
  /** Optional. In the check and the last message, what the customer said of the solution in the last round: `settled` or `not_settled`. No answer to the survey. */
  'customer_said',
] as const;
/** One of the words. */
export type TemplateVariable = (typeof templateVariables)[number];

/** The words that a layout of mails may name besides. */
export const layoutVariables = [
  /** The message's own text, for the layout of texts. */
  'body',
  /** The same as a list of paragraphs, each a list of lines, for the layout of HTML. */
  'paragraphs',
] as const;
