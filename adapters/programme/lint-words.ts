/**
 * What a lint looks for in texts of one language. The rules are those of the manner in which customers are written to:
 * one apology a case, responsibility and repair together, the failure before the solution, no selling, no blame, no
 * time that is not a recorded promise.
 */
export interface LintWords {
  readonly apology: RegExp;
  readonly responsibility: RegExp;
  readonly repair: RegExp;
  /** Names the failure or what it did to the customer. */
  readonly acknowledges: RegExp;
  readonly solution: RegExp;
  readonly promotion: RegExp;
  readonly blame: RegExp;
  readonly looseTime: RegExp;
}

const english: LintWords = {
  apology: /\b(?:sorry|apolog\w+|regret\w*|forgive)\b/i,
  responsibility: /\b(?:responsib\w+|ours to answer for|our (?:fault|mistake|failure)|we failed)\b/i,
  repair:
    /\b(?:repair|put(?:ting)? (?:it|this|that) right|resolved|dealt with|make good|refund\w*|replace\w*|voucher)\b/i,
  acknowledges: /\b(?:went wrong|let you down|should not have happened|frustrat\w+|disappoint\w+|failed you)\b/i,
  solution:
    /\b(?:put(?:ting)? (?:it|this|that) right|resolved|dealt with|repair|refund\w*|replacement|voucher|finished)\b/i,
  promotion:
    /\b(?:special offer|offers?|on sale|sale|discount code|best deal|deals?|buy|shop now|upgrade|exclusive|limited time|promotion\w*|free trial|subscribe|newsletter|new products?|recommend us|rate us|review us)\b/i,
  blame:
    /\b(?:not our fault|beyond our control|out of our hands|(?:courier|carrier|supplier|partner|bank|vendor|subcontractor|post office)(?:'s (?:fault|mistake|error)| (?:is|was) (?:to blame|at fault|responsible)| (?:failed|caused))|(?:fault|mistake|error) of (?:the|our|a) |because of (?:the|our|a) (?:courier|carrier|supplier|partner|bank|vendor)|your (?:own )?(?:fault|mistake))\b/i,
  looseTime:
    /\b(?:within (?:the next )?(?:\w+ )?(?:minutes?|hours?|days?|weeks?)|as soon as possible|asap|tomorrow|shortly|in due course)\b/i,
};

const languages: Readonly<Record<string, LintWords>> = { en: english };

/** The words of a locale's language; undefined where nobody has written them down yet, and only the other checks hold. */
export function lintWordsOf(locale: string): LintWords | undefined {
  return languages[locale.split('-')[0] ?? ''];
}
