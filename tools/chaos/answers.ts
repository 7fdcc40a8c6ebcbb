/** What is asked for a journey, in this order. */
export const requests = ['report', 'take', 'resolve'] as const;
/** One of these. */
export type Request = (typeof requests)[number];

/** How the last try of a request went: answered with 2xx, or why not; missing: never tried. */
export type Answer = { readonly kind: 'taken' } | { readonly kind: 'not_taken'; readonly why: string };

/** What each request of a journey was answered. */
export type Answers = Readonly<Partial<Record<Request, Answer>>>;

/** Whether a request was answered with 2xx. */
export function isTaken(answer: Answer | undefined): boolean {
  return answer?.kind === 'taken';
}

/** The requests that were never answered with 2xx, each with what was said last; `of` default: all. */
export function refusals(answers: Answers, of: readonly Request[] = requests): readonly string[] {
  return of.flatMap((request) => {
    const answer = answers[request];
    if (answer?.kind === 'taken') return [];
    return [`${request} was never taken: ${answer?.why ?? 'not tried'}`];
  });
}
