/** How many came to something, and how many could not be taken. */
export interface Counted {
  readonly done: number;
  readonly failed: number;
}

/** Takes a step for each, one after the other; one that fails keeps no other from it. A step that says false came to nothing. */
export async function ofEach<T>(items: readonly T[], step: (item: T) => Promise<unknown>): Promise<Counted> {
  let done = 0;
  let failed = 0;
  for (const item of items) {
    try {
      if ((await step(item)) !== false) done += 1;
    } catch {
      failed += 1;
    }
  }
  return { done, failed };
}
